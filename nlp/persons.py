"""Names of persons: recognised so that a surname (`minister Van Gent`, `Jan Oostende`) becomes no place.

Nothing here says who a person is; only the setting `persons` keeps the names at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.analysis import Word

#: Words that a surname follows at once.
TITLES = frozenset(
    """minister ministers premier staatssecretaris staatssecretarissen viceminister viceministerpresident minister-
    president heer heren mevrouw mevr mw dhr collega collegas mijnheer meneer mijne dames professor prof dr ir mr
    drs advocaat rechter onderzoeksrechter procureur kamerlid volksvertegenwoordiger senator parlementslid
    fractievoorzitter voorzitter voorzitster schepen wethouder gedeputeerde koning koningin prins prinses president
    bondskanselier kanselier ambassadeur imam rabbijn pastoor bisschop kolonel generaal majoor commissaris
    hoofdcommissaris inspecteur onderzoeker criminoloog socioloog auteur journalist monsieur madame ministre
    """.split()  # noqa: SIM905 - a list of words reads as text
)
_FIRST_NAMES = frozenset(
    """aad aart abdel abdelkader abdellah abdullah achraf adam ahmed aicha alain albert aleksandr alex alexander
    alexandra ali alice amber amin amina amira an andre andrea andries angela anja ann anna anne annelies annemie
    annick annie anouk anthony antoine anton arie arjan arne arno arnold arthur astrid axel ayoub ayse barbara bart
    bas bert bilal birgit bob boris bram brecht brigitte bruno carina carl carla carlos carolien caroline catherine
    cedric celine charles charlotte chris christel christian christiaan christine christoph christophe cindy claire
    claude claudia connie coralie cornelis daan daniel daniela danny david davy debby dieter dick diederik dimitri
    dirk dominique dorien dries driss eddy edgar edith edwin eef ellen els elise elizabeth emma emmanuel emre eric
    erik erika ernst esther eva evelien eveline fadila farid fatima fatma fenna femke filip flor florence florian
    fouad francis franciscus francois frank frans fred frederik freek freya geert geertje georges gerard gerda
    gerrit gert gilles gino giorgio goedele greet greta griet guido guillaume gunther gust guy gwendolyn hakan hamid
    hamza hannah hanne hannelore hans harald harm harry hasan hassan heidi helena helene hendrik henk henri herman
    herve hilde hugo huub ibrahim ijsbrand ilse imane ine inge ingrid irene iris isabel isabelle ismail ivo jaak
    jaap jacob jacqueline jacques jan jana jannie jasmina jasper jean jef jelle jens jeroen jesse jessica jo joachim
    joan joeri johan johanna johannes john jonas jonathan joost joram jordi jorge joris jos jose josef joseph joshua
    joyce jozef judith jules julia julie jurgen jurre justine kaat karel karen karim karin karl karolien kasper kat
    katia katrien katrijn kees kevin khalid khadija kim klaas klaus koen koenraad kristel kristien kristof kris kurt
    lander lara lars laura laurens laurent leen leo leon liesbeth lieve lilianne linda lisa lisbeth lode loes lotte
    louis louise luc lucas lucie ludo luk lydia maaike maarten maggie malik manu manuel marc marcel marco margot
    margriet maria marian marianne marie marieke marijke marijn marina mario marius mark marloes martijn martin
    martine mathias mathieu mathilde matthias maurice maurits max maxime mehdi mehmet melanie melissa meryem meryame
    mia michael michel michelle michiel mieke miet mohamed mohammed mona monica monique mourad mustafa myriam nabil
    nadia nadine nathalie nele nicolas nicole niels nina noor noortje olivier omar oscar oskar otto pascal patricia
    patrick paul paula pauline peggy peter petra philip philippe pierre piet pieter pim quinten rachid raf ralph
    ramon raymond rebecca renaat rene rik rita rob robbe robert robin roel roeland roger roland rolf romain ron
    ronald ronny roos rosa roy rudi rudy ruben rutger ruth ruud sabine said sam samir samira samuel sander sandra
    sandy sara sarah saskia sebastiaan selma servais serge siegfried sien sigrid silvia simon simone sjoerd sofie
    sofia sophie stan stef stefaan stefan stefanie stephanie sten steven stijn suzanne sven sylvia sylvie tamara
    tania tanja ted tessa theo thierry thijs thomas tijs tim timo tine tinne tobias tom tomas toon tristan ulrike
    ursula valerie vanessa veerle vera veronique victor vincent viviane walter ward wendy werner wiebe wies willem
    willy wim wouter xander xavier yannick yasmina yasmine yassine youssef yves yvonne zakaria zeger zoe zuhal
    """.split()  # noqa: SIM905 - as above
)
_PREFIXES = frozenset(
    ("van", "vander", "vanden", "vande", "de", "den", "der", "ten", "ter", "van't", "du", "le", "la", "el", "al")
)
_INITIAL = re.compile(r"(?:^|\s)(?:[A-Z]\.\s?)+$")


def is_surname(text: str, words: Sequence[Word], index: int, starts: Sequence[int]) -> bool:
    """Say whether the name at `words[index]` stands where a surname does.

    `minister Van Gent` (a capital on `Van` where no sentence begins), `de heer Oostende`, `Jan Gent`, `J. Gent`.

    Args:
        text: of the passage.
        words: its words.
        index: number of the first word of the name.
        starts: offsets where sentences begin.
    """
    if _INITIAL.search(text, max(0, words[index].start - 8), words[index].start):
        return True
    if not index or words[index].start in starts:
        return False
    before = words[index - 1]
    first = text[before.start]
    if not text[before.end : words[index].start].strip(" \u00a0.-"):
        if first.isupper() and before.surface in _PREFIXES and before.start not in starts:
            return True
        if before.surface in TITLES:
            return True
        return first.isupper() and before.surface in _FIRST_NAMES
    return False


def may_be_person(name: str, before: str) -> bool:
    """Say whether *name*, found as something else, is rather a person: by its first name or the word *before* it."""
    first, _, rest = name.partition(" ")
    return before.lower() in TITLES or (bool(rest) and first.lower() in _FIRST_NAMES)
