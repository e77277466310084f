"""Pages around a main text as the sites of the field make them: cookie bars, menus, breadcrumbs, teasers."""

from __future__ import annotations

from collections.abc import Callable

_MENU = (
    "Home", "Onderwerpen", "Documenten", "Organisatie", "Contact", "Zoeken", "Pers", "Werken bij", "Sitemap",
    "Toegankelijkheid",
)  # fmt: skip
_TEASERS = ["Lees ook het nieuws van deze week", "Alle publicaties op een rij", "Abonneer u op onze nieuwsbrief"]


def _links(texts: list[str] | tuple[str, ...]) -> str:
    return "<ul>" + "".join(f'<li><a href="/{number}">{text}</a></li>' for number, text in enumerate(texts)) + "</ul>"


MENU = _links(_MENU)
TEASERS = "".join(f'<div><a href="#">{text}</a></div>' for text in _TEASERS)
COOKIES = '<div class="cookie-banner">Deze website gebruikt cookies. <button>Akkoord</button></div>'


def _main(inner: str) -> str:
    return f"<header>{MENU}</header>{COOKIES}<main>{inner}</main><aside>{TEASERS}</aside><footer>{MENU}</footer>"


def _div(inner: str) -> str:
    return (
        f"{COOKIES}<div id='kop'>{MENU}</div><div class='pad'><a href='/'>Home</a> &gt; <a href='/n'>Nieuws</a> &gt; "
        f"<a href='/p'>Pagina</a></div><div class='wrap'><div class='col'>{inner}</div><div class='rechts'>"
        f"{TEASERS}</div></div><div id='voet'>{MENU}</div>"
    )


def _table(inner: str) -> str:
    return (
        f"<table width='100%'><tr><td colspan='2'>{MENU}</td></tr><tr><td>{TEASERS}{MENU}</td>"
        f"<td>{inner}</td></tr><tr><td colspan='2'>{MENU}</td></tr></table>"
    )


def _weblog(inner: str) -> str:
    """Return a page as a weblog system makes it: post in an article, widgets, related posts, reactions."""
    related = "".join(f"<li><a href='#'>{text}</a><span>3 mei 2024</span></li>" for text in _TEASERS)
    return (
        f"<a class='skip-link screen-reader-text' href='#content'>Ga naar de inhoud</a><div id='page' class='site'>"
        f"<header id='masthead' class='site-header'><p class='site-title'>Weerbaar</p><nav "
        f"class='main-navigation'>{MENU}</nav></header><div id='content' class='site-content'>"
        f"<div id='primary' class='content-area'><article "
        f"class='post hentry'><div class='entry-content'>{inner}</div><footer class='entry-footer'><span>Geplaatst in "
        f"<a href='#'>Nieuws</a></span></footer></article><div class='sharedaddy social'><h3>Deel dit:</h3>"
        f"<ul><li><a href='#'>E-mail</a></li><li><a href='#'>LinkedIn</a></li></ul></div>"
        f"<div class='related-posts related'><h3>Gerelateerd</h3><ul>{related}</ul></div>"
        f"<div id='comments' class='comments-area'><h2>2 reacties</h2>"
        f"<p>Jan zegt: dit is een reactie van een bezoeker.</p></div></div><aside id='secondary' class='widget-area'>"
        f"<h2>Recente berichten</h2>{TEASERS}</aside></div><footer "
        f"class='site-footer'>Met trots gemaakt. {MENU}</footer></div>"
    )


def _government(inner: str) -> str:
    """Return a page as a government portal makes it: global header, breadcrumb, page actions, contact block."""
    return (
        f"<div class='vl-cookie-consent' role='dialog'><p>We gebruiken cookies om de site te verbeteren.</p><button>Ja"
        f"</button></div><div class='vl-global-header'><a href='/'>Overheid</a>{MENU}</div><div class='vl-page'>"
        f"<nav aria-label='Kruimelpad' class='vl-breadcrumb'><ol><li><a href='/'>Home</a></li><li><a href='/v'>"
        f"Veiligheid</a></li></ol></nav><div id='main' role='main'><div class='region'>{inner}</div>"
        f"<div class='share-buttons'>"
        f"<h2>Deel deze pagina</h2><a href='#'>Facebook</a> <a href='#'>X</a> <a href='#'>Mail</a></div>"
        f"<div class='feedback-form'><form><label>Was deze informatie nuttig?</label><button>Ja</button></form></div>"
        f"</div></div><div class='vl-global-footer' role='contentinfo'>{MENU}"
        f"<p>Een officiële website van de overheid.</p></div>"
    )


def _parliament(inner: str) -> str:
    """Return a page of a parliament: nested blocks without `main`, tools, list of other files."""
    return (
        f"<div id='top'><div class='topbar'><a href='#'>NL</a> <a href='#'>FR</a></div><div class='logo'><a href='/'>"
        f"Parlement</a></div><div class='nav'>{MENU}</div></div><div class='container'><div class='row'>"
        f"<div class='col-md-3'><div class='menu'>{MENU}</div></div><div class='col-md-9'><div class='breadcrumbs'>"
        f"<a href='/'>Home</a> / <a href='/d'>Documenten</a> / Vraag</div><div class='toolbar'>"
        f"<a href='#'>Afdrukken</a> <a href='#'>"
        f"Pdf</a></div><div class='document'>{inner}</div><div class='teasers'><h2>Andere vragen</h2>{TEASERS}"
        f"</div></div>"
        f"</div></div><div class='bottom'>{MENU}<p>Contacteer het onthaal.</p></div>"
    )


def _agency(inner: str) -> str:
    """Return a page as a national agency makes it: skip links, cookie bar, article, pager, downloads kept as text."""
    return (
        f"<div class='skiplinks'><a href='#content'>Direct naar inhoud</a></div><div id='cookiebar' class='cookiebar'>"
        f"<p>Deze site plaatst cookies voor statistiek.</p><a href='#'>Meer over cookies</a></div><header><div "
        f"class='logo'>Agentschap</div><nav id='navBar'>{MENU}</nav></header><div id='mainwrapper'>"
        f"<main id='content-wrapper'><div class='article content' id='content'>{inner}</div><div class='pager'>"
        f"<a href='#'>Vorige</a> <a href='#'>"
        f"Volgende</a></div><aside class='gerelateerd'><h2>Zie ook</h2>{TEASERS}</aside></main></div><footer>"
        f"<div class='service'>{MENU}</div></footer>"
    )


TEMPLATES: dict[str, Callable[[str], str]] = {
    "main": _main,
    "div": _div,
    "table": _table,
    "weblog": _weblog,
    "government": _government,
    "parliament": _parliament,
    "agency": _agency,
}
