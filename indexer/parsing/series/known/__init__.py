"""One file a series; see docs/adding-a-series.md."""
