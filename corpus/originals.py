"""The files as they were received, each kept once under its SHA-256 and never changed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from corpus.identity import file_hash


class Originals:
    """A folder of files named by their hash, spread over sub-folders by its first two digits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the file with this hash is, or would be."""
        return self._folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep *data* and return its SHA-256; a file that is there already is left alone."""
        sha256 = file_hash(data)
        target = self.path(sha256)
        if target.exists():
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as new:
                new.write(data)
                new.flush()
                os.fsync(new.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return sha256

    def read(self, sha256: str) -> bytes:
        """Return the file with this hash.

        Raises:
            FileNotFoundError: it is not here.
        """
        return self.path(sha256).read_bytes()

    def damaged(self) -> list[str]:
        """Return the names of files whose content is not what their name says."""
        return [
            path.name
            for path in sorted(self._folder.glob("??/*"))
            if not path.name.startswith(".") and file_hash(path.read_bytes()) != path.name
        ]
