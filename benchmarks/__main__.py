"""Run every benchmark at its usual size: `make bench`."""

from benchmarks import ingest, query, web
from benchmarks.report import machine

print(machine() + "\n")
ingest.main([])
query.main([])
web.main([])
