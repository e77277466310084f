"""Begrippen: every phenomenon, institution and organisation that the corpus mentions, with its number of passages."""

from __future__ import annotations

from flask import Blueprint, render_template

from corpus.knowledge import cooccurrence
from corpus.model import MentionKind
from search_app.site import site
from search_app.viewmodels.profile import concept_groups

blueprint = Blueprint("concepts", __name__)


@blueprint.get("/begrippen")
def show() -> str:
    """Show the overview."""
    here = site()
    vocabulary = here.workspace.vocabulary

    def label(_kind: MentionKind, concept: str, name: str) -> str:
        return vocabulary.label(concept) if concept in vocabulary else name

    return render_template("concepts.html", groups=concept_groups(cooccurrence.mentioned(here.store), label))
