"""Run every benchmark at its usual size: `make bench`."""

from benchmarks import ingest, knowledge, profiles, query, web
from benchmarks.report import machine

print(machine() + "\n")
ingest.main([])
query.main([])
knowledge.main([])
profiles.main([])
web.main([])
