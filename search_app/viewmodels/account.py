"""What the page Zoekverantwoording shows: question, reading of it, outcome, documents found, state of the corpus."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from indexer.account import CorpusState, SearchAccount
from indexer.search import SearchRequest
from search_app import dutch
from search_app.urls import account_url, search_url
from search_app.viewmodels.coverage import CoverageView, coverage_rows
from search_app.viewmodels.labels import FILTER_TITLES
from search_app.viewmodels.results import LinkView


@dataclass(frozen=True, slots=True)
class AccountView:
    """The whole page; facts are pairs of a name and words."""

    title: str
    made: str
    question: tuple[tuple[str, str], ...]
    outcome: str
    documents: tuple[LinkView, ...]
    corpus: tuple[tuple[str, str], ...]
    coverage: tuple[CoverageView, ...]
    permalink: str
    json_url: str
    results_url: str


def account_view(account: SearchAccount, request: SearchRequest, permalink: str) -> AccountView:
    """Return what the page of *account* shows."""
    passages = dutch.counted(account.passages, "passage", "passages")
    documents = dutch.counted(account.documents, "document", "documenten")
    return AccountView(
        title=f"\u2018{account.text}\u2019" if account.text else "alle passages",
        made=f"{dutch.date(account.made[:10])}, {account.made[11:16]} uur (UTC)",
        question=tuple(_question(account)),
        outcome=f"{passages} in {documents}" if account.passages else "Geen passage in dit corpus",
        documents=tuple(
            LinkView(
                ", ".join(part for part in (one.publisher, one.title, dutch.date(one.published)) if part),
                url_for("document.show", document_id=one.id),
                count=dutch.counted(one.passages, "passage", "passages"),
            )
            for one in account.found
        ),
        corpus=tuple(_corpus(account.corpus)),
        coverage=coverage_rows(account.corpus.coverage),
        permalink=permalink,
        json_url=account_url(request, ".json"),
        results_url=search_url(request),
    )


def _question(account: SearchAccount) -> list[tuple[str, str]]:
    facts = [("Ingetypt", account.text or "(niets: alle passages)")]
    if account.read_as != account.text:
        facts.append(("Gelezen als", account.read_as))
    ways = "letterlijk, zonder verwante woorden" if account.literal else "; ".join(account.searched_for)
    facts.append(("Gezocht op", ways or "de woorden zoals ingetypt"))
    facts += [("Opmerking", hint) for hint in account.hints]
    facts += [(FILTER_TITLES[name], dutch.listed(list(values), "of")) for name, values in account.filters.items()]
    if account.year_from or account.year_to:
        facts.append(("Periode", f"{account.year_from or 'begin'} tot en met {account.year_to or 'heden'}"))
    return facts


def _corpus(state: CorpusState) -> list[tuple[str, str]]:
    totals, live = state.totals, state.generation
    facts = [
        ("Documenten", dutch.number(totals.documents)),
        ("Pagina\u2019s", dutch.number(totals.pages)),
        ("Passages", dutch.number(totals.passages)),
        (
            "Pagina\u2019s zonder leesbare tekst",
            f"{dutch.number(state.unreadable_pages)}, in "
            + dutch.counted(state.documents_with_unreadable_pages, "document", "documenten")
            if state.unreadable_pages
            else "geen",
        ),
        ("Aangeboden, niet ingelezen", dutch.counted(state.failed_files, "bestand", "bestanden")),
        ("Laatste wijziging van het corpus", f"nummer {dutch.number(state.last_change)}"),
    ]
    if live:
        facts.append(("Zoekindex", f"{live.name}, {live.engine}, gemaakt op {dutch.date(live.created[:10])}"))
    return [*facts, ("Woordenlijst", f"versie {state.vocabulary}"), ("Programma", state.software)]
