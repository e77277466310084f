"""What the pages of organisations, institutions and phenomena share: which id is known, its profile, its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Response, abort, jsonify, render_template

from corpus.knowledge import cooccurrence
from corpus.knowledge.profile_values import profile_values
from corpus.knowledge.profiles import profile
from corpus.knowledge.records import Profile
from corpus.model import MentionKind
from search_app.site import Site, public_url, site
from search_app.viewmodels.profile import KIND_WORDS, profile_view


def name_of(here: Site) -> Callable[[MentionKind, str], str]:
    """Return what gives the name of a concept by kind and id: of the vocabulary, else as documents write it most."""
    vocabulary, known = here.workspace.vocabulary, dict[tuple[MentionKind, str], str]()

    def name(kind: MentionKind, concept: str) -> str:
        if concept in vocabulary:
            return vocabulary.label(concept)
        if (kind, concept) not in known:
            known[kind, concept] = cooccurrence.usual_names(here.store, kind, [concept]).get(concept, concept)
        return known[kind, concept]

    return name


def page(kind: MentionKind, concept_id: str) -> str:
    """Return the page of a concept; 404 for an id that neither the vocabulary nor the corpus knows."""
    here = site()
    found = _profile(here, kind, concept_id)
    name = name_of(here)
    if not found.passages:
        return render_template("profile_empty.html", kind=KIND_WORDS[kind], name=name(kind, concept_id))
    return render_template("profile.html", view=profile_view(found, here.workspace.vocabulary, name))


def values(kind: MentionKind, concept_id: str) -> Response:
    """Return the profile of a concept as JSON; 404 as for its page."""
    here = site()
    found, name = _profile(here, kind, concept_id), name_of(here)
    return jsonify(
        profile_values(
            found, label=lambda one: name(kind, one), address=lambda one: public_url("passage.show", passage_id=one)
        )
    )


def _profile(here: Site, kind: MentionKind, concept_id: str) -> Profile:
    found = profile(here.store, kind, concept_id, made=datetime.now().astimezone().date())
    vocabulary = here.workspace.vocabulary
    ours = concept_id in vocabulary and vocabulary.concept(concept_id).kind == kind.value
    if not found.passages and not ours:
        abort(404)
    return found
