"""Instelling: what documents say of a public body, in the shape of the page of an organisation."""

from __future__ import annotations

from flask import Blueprint, Response

from corpus.model import MentionKind
from search_app import profiles

blueprint = Blueprint("institution", __name__)


@blueprint.get("/instelling/<concept_id>")
def show(concept_id: str) -> str:
    """Show the page; 404 for an unknown id."""
    return profiles.page(MentionKind.INSTITUTION, concept_id)


@blueprint.get("/instelling/<concept_id>.json")
def values(concept_id: str) -> Response:
    """Send the same as JSON."""
    return profiles.values(MentionKind.INSTITUTION, concept_id)
