"""The pages, one blueprint a file; a page asks the corpus, fills one view value and gives it to its template."""

from search_app.pages import document, health, home, info, original, passage, results, sources

BLUEPRINTS = (
    home.blueprint,
    results.blueprint,
    document.blueprint,
    original.blueprint,
    passage.blueprint,
    sources.blueprint,
    info.blueprint,
    health.blueprint,
)
