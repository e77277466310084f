"""What came of a job: the value that a child sent, or the reason why it sent none; never code."""

from __future__ import annotations

import io
import os
import pickle
import signal
from typing import Any

from corpus.errors import ReadingError
from corpus.model import Document
from indexer.parsing.ocr_seen import Picture

Answer = Document | Picture | ReadingError
MAX_RESULT = 128 * 1024 * 1024  # bytes of a pickled document; indexer/parsing/zygote.py knows it too
MEMORY_EXIT = 71  # exit code of a child that ran out of memory; indexer/parsing/zygote.py uses it too
LOST = {"status": None, "rss_mb": 0}  # the ending of a child whose zygote died
_ALLOWED = frozenset(("corpus.model", "corpus.errors", "indexer.parsing.ocr_seen"))  # whose classes a child may send


class _Unpickler(pickle.Unpickler):
    """Builds values of the corpus only, so that a child cannot send code."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _ALLOWED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not a value of the corpus")


def answer_of(
    name: str, received: bytes, ended: dict[str, Any], *, timed_out: bool, seconds: float, memory_mb: int
) -> Answer:
    """Return what a child sent, or say how it ended and, where that is known, on which page.

    Args:
        name: file name, for messages.
        received: all that came over the pipe.
        ended: the report of the zygote: `status` as of `os.wait` (None: the zygote died), `rss_mb`, `page`.
        timed_out: it was killed because its time was over.
        seconds: its time.
        memory_mb: its memory, in MiB.
    """
    signalled = ended.get("status") or 0
    page = ended.get("page")
    where = f" (bladzijde {page})" if page else ""
    if timed_out or (signalled and os.WIFSIGNALED(signalled) and os.WTERMSIG(signalled) == signal.SIGXCPU):
        said = f"{name}: inlezen duurde langer dan {seconds:g} seconden en is gestopt{where}."
        return ReadingError("timeout", said, page=page)
    if received:
        sent = _unpacked(received, page)
        if sent is not None:
            return sent
    if ended.get("rss_mb", 0) > 0.5 * memory_mb or ended.get("status") == MEMORY_EXIT << 8:
        said = f"{name}: inlezen vroeg meer dan {memory_mb} MB geheugen en is gestopt{where}."
        return ReadingError("memory", said, page=page)
    return ReadingError("crash", f"{name}: de lezer liep vast op dit bestand{where}.", page=page)


def _unpacked(received: bytes, page: int | None) -> Answer | None:
    """Return the document, the picture or the reason that a child sent; None when it is neither."""
    try:
        sent = _Unpickler(io.BytesIO(received)).load()
        if isinstance(sent, Document | Picture):
            return sent
        reason, message, details = sent
        page = details.get("page") or (page if reason == "crash" else None)
        marking, level = str(details.get("marking", "")), str(details.get("level", ""))
        return ReadingError(str(reason), str(message), page=page, marking=marking, level=level)
    except Exception:  # noqa: BLE001 - whatever a broken child sends, it is one failed file
        return None
