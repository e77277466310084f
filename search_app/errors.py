"""Error pages in Dutch: what happened, what the reader can do; nothing of the inside of the application."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, render_template
from werkzeug.exceptions import HTTPException

from corpus.errors import IndexUnusableError, StoreError


@dataclass(frozen=True, slots=True)
class ErrorView:
    """One error page."""

    status: int
    title: str
    text: str


_TEXTS = {
    400: ("Deze vraag is niet te lezen", "Het adres klopt niet. Begin opnieuw vanaf het zoekvenster."),
    403: ("Dat mag hier niet", "De code klopt niet, of het verzoek komt van een andere website."),
    404: (
        "Deze pagina is er niet",
        "Misschien is het adres niet volledig overgenomen, of staat het document niet meer in dit corpus.",
    ),
    405: ("Dat kan hier niet", "Deze pagina is alleen om te lezen."),
    410: ("Dit staat niet meer in het corpus", "Het document is uit het corpus genomen."),
    413: (
        "Dit is te veel in één keer",
        "Deze pagina leest niet zo veel. Plak een korter stuk tekst of kies een kleiner bestand.",
    ),
    414: ("Dit adres is te lang", "Kort de zoekvraag in of kies minder filters."),
    500: ("Er ging iets mis", "De fout ligt bij ons, niet bij u. Probeer het opnieuw, of begin vanaf de beginpagina."),
    503: (
        "Zoeken kan nu niet",
        "De zoekindex is er niet of wordt nog gemaakt. Probeer het over enkele minuten opnieuw.",
    ),
}


def error_page(status: int) -> tuple[str, int]:
    """Return the error page of an HTTP status; one without its own words gets those of 400 or 500."""
    known = status if status in _TEXTS else (500 if status >= 500 else 400)
    title, text = _TEXTS[known]
    return render_template("error.html", error=ErrorView(status, title, text)), status


def add_error_pages(app: Flask) -> None:
    """Answer every error of *app* with one of our pages."""

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> tuple[str, int]:
        return error_page(error.code or 500)

    @app.errorhandler(IndexUnusableError)
    @app.errorhandler(StoreError)
    def _unusable(error: Exception) -> tuple[str, int]:
        app.logger.error("%s", error)
        return error_page(503)

    @app.errorhandler(Exception)
    def _unexpected(error: Exception) -> tuple[str, int]:
        app.logger.error("Unexpected error", exc_info=error)
        return error_page(500)
