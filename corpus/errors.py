"""Root of all our errors: a message says what, where and what to do; the class carries the exit code."""

from __future__ import annotations

from typing import ClassVar


class DuidingError(Exception):
    """Root of our errors: the command line prints one and leaves with `exit_code`."""

    exit_code = 1


class UsageError(DuidingError):
    """A request that cannot be understood: wrong option, wrong address, wrong value."""

    exit_code = 2


class NotFoundError(DuidingError):
    """A document or passage that the corpus does not hold."""

    exit_code = 3


class ReadingError(DuidingError):
    """A source file that cannot be read; `reason` is one of `REASONS` and is kept in the store."""

    exit_code = 4

    #: Every way a file can fail, with the words shown to the user.
    REASONS: ClassVar[dict[str, str]] = {
        "encrypted": "met een wachtwoord versleuteld",
        "corrupt": "beschadigd of onvolledig",
        "unsupported": "geen ondersteund formaat",
        "empty": "bevat geen tekst",
        "needs-ocr": "bevat alleen beelden; tekstherkenning (OCR) is nodig",
        "timeout": "inlezen duurde te lang",
        "memory": "inlezen vroeg te veel geheugen",
        "too-large": "groter dan de grenzen toelaten",
        "crash": "de lezer liep vast",
        "marked": "draagt een vertrouwelijkheidsmarkering",
        "unreadable": "kan niet worden geopend",
    }

    def __init__(
        self, reason: str, message: str, *, page: int | None = None, marking: str = "", level: str = ""
    ) -> None:
        """Say why a file cannot be read.

        Args:
            reason: a key of `REASONS`.
            message: what a reader can do about it, in Dutch.
            page: page at which reading stopped, from 1, where that is known.
            marking: the marking, as printed, of a file with reason `marked`.
            level: how weighty that marking is: classified or restricted.
        """
        if reason not in self.REASONS:
            raise ValueError(f"unknown reason {reason!r}")
        super().__init__(message)
        self.reason = reason
        self.page = page
        self.marking = marking
        self.level = level


class QueryError(DuidingError):
    """A query that cannot be read; `position` counts code points from 0, `suggestion` repairs it where it can."""

    exit_code = 5

    def __init__(self, message: str, *, position: int, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.suggestion = suggestion


class StoreError(DuidingError):
    """The store cannot be opened, is of a newer version, or is busy."""

    exit_code = 6


class IndexUnusableError(DuidingError):
    """The index is missing, damaged or of another format: `duiding rebuild` makes it anew."""

    exit_code = 7


class BusyError(DuidingError):
    """Another process is writing; only one writer at a time."""

    exit_code = 8
