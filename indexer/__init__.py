"""From source file to searchable index and back."""
