"""Fenomeen: labels, relations, attributed definitions, counts and passages of a phenomenon."""

from __future__ import annotations

from flask import Blueprint, Response

from corpus.model import MentionKind
from search_app import profiles

blueprint = Blueprint("phenomenon", __name__)


@blueprint.get("/fenomeen/<concept_id>")
def show(concept_id: str) -> str:
    """Show the page; 404 for an unknown id."""
    return profiles.page(MentionKind.PHENOMENON, concept_id)


@blueprint.get("/fenomeen/<concept_id>.json")
def values(concept_id: str) -> Response:
    """Send the same as JSON."""
    return profiles.values(MentionKind.PHENOMENON, concept_id)
