"""Words that give an organisation's name away, and words with a capital that are no name."""

from __future__ import annotations

import re

#: Words for an organisation, folded: with a capital they belong to its name.
HEADS = frozenset(
    """dienst orgaan agentschap ministerie commissie comite raad bureau centrum instituut stichting vereniging
    federatie unie platform taskforce netwerk eenheid directie autoriteit overheidsdienst inspectie parket partij
    beweging front liga bond organisatie universiteit hogeschool koepel team meldpunt steunpunt mechanisme
    coordinator college departement fonds korps verbond alliantie forum collectief secretariaat executief consortium
    museum academie bank vakbond observatorium commissariaat directoraat centrale ombudsdienst gemeenschapscentrum
    denktank genootschap administratie regie orde hof rechtbank gerechtshof politiezone veiligheidsregio ggd ocmw
    vzw fod pod dg center centre institute foundation network council group union agency office organization
    organisation alliance society university committee party league movement association fondation conseil agence
    """.split()  # noqa: SIM905 - a list of words reads as text
)
#: How a longer word for an organisation ends, folded: Expertisecentrum, Coordinatiemechanisme.
SUFFIXES = (
    "centrum",
    "instituut",
    "agentschap",
    "commissie",
    "comite",
    "dienst",
    "netwerk",
    "platform",
    "instelling",
    "federatie",
    "verbond",
    "stichting",
    "vereniging",
    "beweging",
    "partij",
    "organisatie",
    "mechanisme",
    "orgaan",
    "bureau",
    "directie",
    "eenheid",
    "autoriteit",
    "fonds",
    "liga",
    "steunpunt",
    "meldpunt",
    "raad",
    "koepel",
    "universiteit",
    "auditoraat",
    "administratie",
    "parket",
    "politie",
)
#: Words without a capital before the name of a group.
APPOSITIONS = frozenset(
    """weekblad krant tabloidkrant dagblad tijdschrift omroep bedrijf concern holding uitgeverij firma vakbond vzw ngo
    stichting organisatie groepering actiegroep beweging partij denktank vereniging terreurgroep terreurorganisatie
    moskeevereniging jongerenorganisatie jeugdbeweging studentenvereniging burgerbeweging middenveldorganisatie
    hulporganisatie mensenrechtenorganisatie koepelorganisatie
    """.split()  # noqa: SIM905 - a list of words reads as text
)
#: Words with a capital that begin no name of an organisation or place: at the beginning of a sentence, months, days.
NO_NAMES = frozenset(
    """de het een in op te aan met bij voor van door om en of maar want als dat die dit deze er hij zij ze wij we ik u
    jij men ook zo dus toch nog niet geen wel al alle sommige veel meer hoe wat waar wie wanneer waarom welke
    hoeveel vraag antwoord na naar over onder uit tot tegen tussen sinds tijdens volgens daarnaast daarom verder
    bovendien echter hierbij hiervoor momenteel januari februari maart april mei juni juli augustus september
    oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag bijlage hoofdstuk artikel
    tabel figuur pagina inleiding inhoud samenvatting conclusie doel actie maatregel punt bron noot datum nummer
    titel betreft internet islam koran jihad god allah covid corona btw avg gdpr gas pdf ftf htf hp pge tv ter mkb
    zzp pfas bbp bnp gpmi wbp vte kmo bni aow ww wao wia bijstand cao ggz jgz woz ozb vmbo havo vwo mbo hbo wo aso
    tso bso nt1 nt2 esg co2 lpg lng gsm sms usb url html dtn qr pc tv-zender mri pcr is sp cv ceo ai it ict dna hiv
    lgbt lgbti lgbtq lgbtqi holocaust ramadan pasen kerstmis nederlands frans engels arabisch duits turks zie per
    ons onze mijn uw hun haar
    """.split()  # noqa: SIM905 - a list of words reads as text
)
#: Words without a capital that belong to the name behind them: `ministerie van Justitie`.
MINISTRIES = frozenset(("ministerie", "departement"))
OPENING = re.compile(r"(?:[Dd]e|[Hh]et|[Ee]en|['’]t)\s+(?=\S)")
#: Adjectives and people of a place: no place and no organisation.
OF_A_PLACE = re.compile(
    r"(?:se|sche|ers|anen|ezen|iërs|isten|joden|moslims|christenen|iaans|aans|istisch)$", re.IGNORECASE
)
#: How words for laws, plans and databases end.
_DOCUMENTS = ("wet", "decreet", "plan", "besluit", "akkoord", "verdrag", "strategie", "bank", "programma", "richtlijn",
              "verordening", "wetboek", "nota", "boek", "rapport")  # fmt: skip


def is_document(word: str) -> bool:
    """Say whether *word*, in lower case, is one for a law, a plan or a database rather than an organisation."""
    return word.endswith(_DOCUMENTS)
