"""The parts of `duiding evaluate`, one a file."""
