"""The subject of a knowledge question as typed: the id of a phenomenon, or one of its labels."""

from __future__ import annotations

from corpus.errors import NotFoundError
from corpus.model import MentionKind
from nlp.vocabulary import Vocabulary


def phenomenon_id(vocabulary: Vocabulary, text: str) -> str:
    """Return the id of the phenomenon that *text* names.

    Raises:
        NotFoundError: no phenomenon is called so.
    """
    ids = (text, *vocabulary.find(text))
    kind = MentionKind.PHENOMENON.value
    found = next((one for one in ids if one in vocabulary and vocabulary.concept(one).kind == kind), None)
    if found is None:
        raise NotFoundError(f"There is no phenomenon {text!r} in the vocabulary. `duiding search` shows their names.")
    return found
