"""Help and toegankelijkheid: pages of plain text."""

from __future__ import annotations

from flask import Blueprint, render_template

blueprint = Blueprint("info", __name__)


@blueprint.get("/help")
def help_page() -> str:
    """Show how to search and cite."""
    return render_template("help.html")


@blueprint.get("/toegankelijkheid")
def accessibility() -> str:
    """Show the accessibility statement."""
    return render_template("accessibility.html")
