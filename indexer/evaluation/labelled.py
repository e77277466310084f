"""Labelled queries from a file: which documents answer a query, and how well."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError


@dataclass(frozen=True, slots=True)
class LabelledQuery:
    """A query with the grade of each relevant document: 2 answers it, 1 touches it; none: nothing should be found."""

    id: str
    text: str
    kind: str
    grades: Mapping[str, int]  # document id, or the name of its file without ending -> grade


def read_queries(path: Path) -> list[LabelledQuery]:
    """Return the queries of a file with one JSON object a line: `query`, `relevant`, and if wanted `qid` and `type`.

    Raises:
        UsageError: the file cannot be read; it says which line.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}). Give a text file in UTF-8.") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            grades = {str(name): int(grade) for name, grade in entry["relevant"].items()}
            found.append(
                LabelledQuery(str(entry.get("qid", number)), str(entry["query"]), str(entry.get("type", "")), grades)
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f'{path}, line {number}: give {{"query": "...", "relevant": {{"document": 2}}}} ({error}).'
            ) from error
    if not found:
        raise UsageError(f"{path} holds no queries.")
    return found
