"""Parse files in forked children with limits on time and memory: no file can stop, slow or crash the program.

A *zygote*, a clean process with one thread, loads the readers once and forks one child per file. The parent passes
it an open file and the end of a pipe; the child writes its document to the pipe. The zygote kills children on demand
and reports how they ended; the parent keeps the clock. Should the zygote itself die, it is started again, and what was
under way is read once more, one file at a time: so the file that did it is found, and no other is lost. A file that
stops its child at a page is read again with more care for that page (`Job.stops`), so one page costs no document.
"""

from indexer.sandbox.jobs import Job, open_source
from indexer.sandbox.pool import ParserPool, parse_safely

__all__ = ["Job", "ParserPool", "open_source", "parse_safely"]
