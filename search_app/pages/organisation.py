"""Organisatie: what documents say of a group, under the headings of a factsheet; nothing of our own."""

from __future__ import annotations

from flask import Blueprint, Response

from corpus.model import MentionKind
from search_app import profiles

blueprint = Blueprint("organisation", __name__)


@blueprint.get("/organisatie/<concept_id>")
def show(concept_id: str) -> str:
    """Show the page; 404 for an unknown id."""
    return profiles.page(MentionKind.ORGANISATION, concept_id)


@blueprint.get("/organisatie/<concept_id>.json")
def values(concept_id: str) -> Response:
    """Send the same as JSON."""
    return profiles.values(MentionKind.ORGANISATION, concept_id)
