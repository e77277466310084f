"""What changed between two documents, as pages show it: sentences or passages, word by word, the same folded away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for

from corpus.knowledge.edition_diff import Change, Difference, EditionDiff
from corpus.knowledge.evolution import passage_of
from corpus.quotation import Alarm, Piece
from corpus.store.counting import PassageText
from search_app import dutch
from search_app.viewmodels.quoted import QuotedView
from search_app.viewmodels.results import LinkView

CHANGES = {
    Change.NEW: "Nieuw",
    Change.GONE: "Weg",
    Change.REWORDED: "Anders gezegd",
    Change.MOVED: "Verplaatst",
    Change.SAME: "Gelijk",
}
_ALARMS = {Alarm.NEGATION: "een ontkenning", Alarm.NUMBER: "een getal", Alarm.LEVEL: "een niveau of hoeveelheid",
           Alarm.NAME: "een naam", Alarm.CERTAINTY: "de zekerheid"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A sentence or passage that changed: word by word where it was reworded."""

    kind: str  # value of Change
    title: str
    pieces: tuple[Piece, ...]  # kinds same, gone and new
    language: str
    old: LinkView | None  # to the passage before
    new: LinkView | None
    remark: str
    rectifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoldView:
    """A run of changes that are shown, or of passages that stayed as they were."""

    shown: tuple[ChangeView, ...]
    same: int  # passages that are folded away here


def folded(found: EditionDiff, rectified: Mapping[str, QuotedView]) -> tuple[FoldView, ...]:
    """Return the differences in their order, runs of passages that stayed as they were as one number."""
    parts: list[FoldView] = []
    shown: list[ChangeView] = []
    same = 0
    for one in found.differences:
        if one.change is Change.SAME:
            if shown:
                parts.append(FoldView(tuple(shown), 0))
                shown = []
            same += 1
            continue
        if same:
            parts.append(FoldView((), same))
            same = 0
        shown.append(change_view(one, rectified, sentence=False))
    if shown or same:
        parts.append(FoldView(tuple(shown), same))
    return tuple(parts)


def change_view(one: Difference, rectified: Mapping[str, QuotedView], *, sentence: bool) -> ChangeView:
    """Return one change; *sentence* says that it is of sentences, whose ids lead to a passage."""
    shown = one.new or one.old
    text = " ".join(shown.text.split()) if shown else ""
    kind = {Change.GONE: "gone", Change.NEW: "new"}.get(one.change, "same")
    sides = [side for side in (one.old, one.new) if side]
    ids = [passage_of(side) if sentence else side.id for side in sides]
    remarks = [f"let op: verschil in {dutch.listed([_ALARMS[alarm] for alarm in one.alarms])}"] if one.alarms else []
    if one.spelling_only:
        remarks.append("alleen spelling of leestekens")
    if one.moved and one.change is Change.REWORDED:
        remarks.append("ook verplaatst")
    return ChangeView(
        kind=one.change.value,
        title=CHANGES[one.change],
        pieces=one.pieces or (Piece(kind, text),),
        language=shown.language if shown else "nl",
        old=_place(one.old, "eerst", sentence=sentence) if one.old else None,
        new=_place(one.new, "nu", sentence=sentence) if one.new else None,
        remark="; ".join(remarks),
        rectifications=_rectifications(ids, rectified),
    )


def _rectifications(ids: Iterable[str], rectified: Mapping[str, QuotedView]) -> tuple[str, ...]:
    found = [sentence for one in ids if one in rectified for sentence in rectified[one].rectifications]
    return tuple(dict.fromkeys(found))


def _place(one: PassageText, when: str, *, sentence: bool) -> LinkView:
    passage_id = passage_of(one) if sentence else one.id
    page = f"p. {one.page_label}" if one.page_label else "passage"
    return LinkView(f"{when}: {page}", url_for("passage.show", passage_id=passage_id))
