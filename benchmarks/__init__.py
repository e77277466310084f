"""How fast Duiding is: `make bench` runs all of it, each part also runs alone (`python -m benchmarks.query --help`)."""
