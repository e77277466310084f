"""The citation list of a reader without an account: passage ids in a signed cookie, or in an address to share."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from flask import Response, request
from itsdangerous import BadSignature, URLSafeSerializer

from corpus.store import PassageRecord
from search_app.site import Site

COOKIE = "citatenlijst"
MOST = 30  # passages: what a cookie of 4 kB and an address can hold
KEY = "passage"  # in the address, once a passage
_AGE = 60 * 60 * 24 * 30  # seconds
_KEY_FILE = "cookies.key"


def ids_in_cookie(here: Site) -> list[str]:
    """Return the ids in the reader's cookie, in order; a cookie that is not ours counts as none."""
    try:
        kept = _serializer(here).loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        return []
    return [one for one in kept if isinstance(one, str)][:MOST] if isinstance(kept, list) else []


def ids_in_address() -> list[str]:
    """Return the ids in the address, in order, each once."""
    return list(dict.fromkeys(request.args.getlist(KEY)))[:MOST]


def keep(response: Response, here: Site, ids: Sequence[str]) -> Response:
    """Let *response* leave *ids* with the reader; nothing of it stays here."""
    if not ids:
        response.delete_cookie(COOKIE, httponly=True, samesite="Lax")
        return response
    value = _serializer(here).dumps(list(ids))
    response.set_cookie(COOKIE, value, max_age=_AGE, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def records_of(here: Site, ids: Iterable[str]) -> list[PassageRecord]:
    """Return the passages of *ids* that the corpus holds, in order."""
    wanted = list(ids)
    found = here.store.passage_records(wanted)
    return [found[one] for one in wanted if one in found]


def moved(ids: Sequence[str], one: str, by: int) -> list[str]:
    """Return *ids* with *one* so many places further on (or back, below 0); at an end it stays there."""
    left = [other for other in ids if other != one]
    if len(left) == len(ids):
        return list(ids)
    place = min(max(0, list(ids).index(one) + by), len(left))
    return [*left[:place], one, *left[place:]]


def _serializer(here: Site) -> URLSafeSerializer:
    return URLSafeSerializer(_secret(here.workspace.folder), salt=COOKIE)


def _secret(folder: Path) -> str:
    """Return the key of this data folder, made the first time it is asked for and readable by its owner only."""
    path = folder / _KEY_FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(32))
    return path.read_text("ascii")
