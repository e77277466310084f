"""Who may review on the website: names with the hash of a long random code, in a file outside the web; off by default.

The codes are random and long (`duiding suppress token`), so a plain SHA-256 of them cannot be guessed back, and no
session or cookie is needed: the code comes with each review.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from search_app.site import Site


def reviewers(here: Site) -> tuple[tuple[str, str], ...]:
    """Return name and hash of each reviewer; none while the setting `reviewers` is empty or its file is not there."""
    path = here.settings.reviewers
    if not path or not Path(path).is_file():
        return ()
    lines = (line.strip() for line in Path(path).read_text("utf-8").splitlines())
    pairs = (line.rpartition(":") for line in lines if line and not line.startswith("#"))
    return tuple((name.strip(), digest.strip().lower()) for name, _colon, digest in pairs if name and digest.strip())


def reviewer(here: Site, code: str) -> str:
    """Return the name of the reviewer with this code; empty when it is nobody's."""
    own = hashlib.sha256(code.strip().encode()).hexdigest()
    found = [name for name, digest in reviewers(here) if hmac.compare_digest(digest.encode(), own.encode())]
    return found[0] if found else ""
