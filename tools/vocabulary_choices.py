"""What was decided by hand when the vocabularies were made: read by make_vocabularies.py --from-research."""

from __future__ import annotations

from typing import Any

UNVERIFIED = "label not seen in a source"
AMBIGUOUS = "also an everyday word"
OTHER_THING = "not the same thing as the concept"

#: Labels that must not be tagged by themselves -> why.
NOT_AUTOMATIC = {
    **dict.fromkeys(
        (
            "radicaal",
            "soeverein",
            "autonomen",
            "mengelmoes",
            "mengvormen",
            "ideologisch diffuus",
            "signalering",
            "signaleren",
            "duiden",
            "duiding",
            "bedreiging",
            "veerkracht",
            "jongeren",
            "tieners",
            "inmenging",
            "preventief",
            "PVE",
            "home grown",
            "individuele opvolging",
            "integrale aanpak",
            "discriminerend",
            "samenlevingsproblemen",
            "islamitisch geïnspireerd",
            "anti-gezag",
            "ideologie onbekend of onduidelijk",
        ),
        AMBIGUOUS,
    ),
    **dict.fromkeys(
        (
            "coronaprotest",
            "klimaatactivisme",
            "separatisme",
            "separatistisch",
            "lhbti",
            "lhbtiqa+",
            "lgbtq",
            "TE-SAT",
            "vrouwonvriendelijk",
            "buitenlandse politieke context",
        ),
        OTHER_THING,
    ),
}

_STRUGGLE = [
    "jihad",
    "Syrië",
    "Irak",
    "strijdgebied",
    "conflictgebied",
    "kalifaat",
    "terrorisme",
    "terroristisch",
    "extremisme",
    "extremistisch",
    "radicalisering",
    "FTF",
]
_DATABASE = [
    "FTF",
    "HTF",
    "PGE",
    "GGB",
    "gegevensbank",
    "OCAD",
    "statuut",
    "haatpropagandist",
    "terrorismeveroordeelde",
]

#: Labels that are tagged only where one of these words stands in the same sentence.
CUES = {
    "764": ["Com", "netwerk", "nihilistisch", "satanistisch", "Group", "groep", "beweging"],
    "TV": _DATABASE,
    "HP": _DATABASE,
    "uitreis": _STRUGGLE,
    "uitreizen": _STRUGGLE,
    "vertrek naar conflictgebied": [],
    "rekrutering": [*_STRUGGLE, "jongeren", "minderjarigen", "extreemrechts", "online"],
    "aanjager": ["salafisme", "salafistisch", "extremisme", "radicalisering", "haat", "onrust", "polarisatie"],
    "agitator": ["haat", "extremisme", "onrust"],
    "normalisering": ["extremisme", "extreemrechts", "gedachtegoed", "haat", "geweld"],
    "re-integratie": [
        "gedetineerde",
        "detentie",
        "gevangenis",
        "veroordeelde",
        "radicalisering",
        "extremisme",
        "terrorisme",
    ],
    "reintegratie": [
        "gedetineerde",
        "detentie",
        "gevangenis",
        "veroordeelde",
        "radicalisering",
        "extremisme",
        "terrorisme",
    ],
    "Vlaams platform": ["radicalisering", "polarisatie"],
    "preventie": [
        "radicalisering",
        "radicalisme",
        "extremisme",
        "terrorisme",
        "polarisatie",
        "gewelddadig",
        "haat",
        "criminaliteit",
        "lokaal",
        "jongeren",
    ],
    "IS": [
        "terreurgroep",
        "terreurorganisatie",
        "terroristisch",
        "terrorisme",
        "terreur",
        "jihad",
        "jihadisme",
        "jihadistisch",
        "jihadist",
        "Syrië",
        "Irak",
        "kalifaat",
        "Islamitische",
        "Staat",
        "ISIS",
        "aanslag",
        "strijder",
        "uitreiziger",
        "Qaida",
        "Qaeda",
        "vlag",
        "aanhanger",
        "propaganda",
        "opgeëist",
    ],
    "AFA": ["antifascisme", "antifascistisch", "links", "linksextremisme"],
    "TAK": ["PKK", "Koerdisch", "Turkije", "EU"],
    "Nation": ["extreemrechts", "Mouvement", "groep", "organisatie", "beweging"],
    "Voorpost": ["extreemrechts", "actiegroep", "organisatie", "groep", "beweging", "lid", "betoging"],
    "Stahlhelm": ["groep", "organisatie", "beweging", "extreemrechts"],
    "Thule": ["Project"],
    "VMO": ["Vlaamse", "Militanten", "Orde", "extreemrechts", "militie"],
    "RiV": ["Rechts", "Verzet", "groep", "protest"],
    "NSV": ["studenten", "vereniging", "extreemrechts"],
}

#: Labels that are not tagged in a sentence that holds one of these words: `aanslag` is also a tax assessment.
UNLESS = {
    "aanslag": [
        "belasting",
        "belastingen",
        "fiscaal",
        "fiscus",
        "aanslagjaar",
        "aanslagbiljet",
        "personenbelasting",
        "vennootschapsbelasting",
        "heffing",
        "bedrijfsvoorheffing",
        "onroerende",
        "btw",
        "tarief",
        "inkomsten",
        "aanslagvoet",
        "belastbaar",
        "kohier",
        "roerende",
    ],
    "intimidatie": ["seksueel"],
}

#: Labels matched as written (folded) and not by their stem, which another word shares.
EXACT = {"soevereinen", "weerbaarheid", "uitreizen", "764", "ronselen", "haat zaaien", "Jihad"}

#: Labels that also count inside a longer word: terreurdreiging, moslimterrorisme.
IN_COMPOUNDS = {
    "extremisme",
    "terrorisme",
    "terreur",
    "radicalisering",
    "jihadisme",
    "jihadistisch",
    "Jihad",
    "polarisatie",
    "antisemitisme",
    "racisme",
    "salafisme",
    "haatspraak",
    "desinformatie",
    "complottheorie",
    "terrorismefinanciering",
    "deradicalisering",
    "anti-establishment",
}

#: Labels that need their capitals, besides acronyms and names of one word.
AS_WRITTEN = {
    "Veiligheid van de Staat",
    "The Com",
    "Com-netwerk",
    "The Base",
    "Zwarte Zon",
    "Rechts in Verzet",
    "Nation",
    "Groen-Rechts",
    "Groen Rechts",
    "Vlaams platform",
}

#: Seen in a source after the research was closed -> the source.
VERIFIED = {
    "terugkeerder": "https://english.aivd.nl/publications/publications/2017/02/15/publication-focus-on-returnees",
    "terrorismefinanciering": "https://zoek.officielebekendmakingen.nl/kst-31477-52.html",
    "mivd": "https://www.ctivd.nl/toezicht",
    "ctivd": "https://www.ctivd.nl/toezicht",
}

#: Source of a concept that the research had only from the request behind this project.
FLANDERS = (
    "https://preventie-radicalisering-polarisering.vlaanderen.be/"
    "preventie-van-gewelddadige-radicalisering-en-polarisering-achtergrond"
)
#: Sources of municipalities merged on 1 January 2025, as the research names them -> as we do.
MERGER = {
    "new NIS unverified": "fusie van 1 januari 2025; NIS-code niet bevestigd",
    "find_string": "fusie van 1 januari 2025 (Statbel)",
}

#: Ways to write a label that the research left out.
SPELLINGS = {
    "terrorismefinanciering": ["financiering van het terrorisme", "financiering van terroristische"],
    "haatpropagandist": ["haatprediking"],
}
RELATED = {"geradicaliseerde-gedetineerde": ["radicalisering"]}

#: Plans that documents name as they name phenomena.
PLANS: list[dict[str, Any]] = [
    {
        "id": "strategie-ter",
        "facet": "aanpak",
        "country": "BE",
        "status": "sourced",
        "labels": [
            {"text": "Strategie T.E.R.", "type": "preferred", "auto": False, "why": "the next label finds it"},
            {"text": "strategie TER", "case": True},
            {"text": "Strat TER", "case": True},
            {"text": "Strategie Extremisme en Terrorisme", "auto": False, "why": "its words name phenomena"},
        ],
        "related": ["plan-r"],
        "note": "Took the place of Plan R on 8 September 2021.",
        "sources": ["https://ocad.belgium.be/de-strategie-extremisme-en-terrorisme-strategie-ter/"],
    },
    {
        "id": "plan-r",
        "facet": "aanpak",
        "country": "BE",
        "status": "sourced",
        "labels": [
            {"text": "Actieplan Radicalisme", "type": "preferred"},
            {"text": "Plan R", "case": True},
            {"text": "Plan Radicalisme"},
            {"text": "Actieplan tegen Radicalisme"},
        ],
        "related": ["strategie-ter", "radicalisme"],
        "sources": ["https://ocad.belgium.be/de-strategie-extremisme-en-terrorisme-strategie-ter/"],
    },
]

#: Antifascist action is a contrast concept, never a narrower term of extremism.
NOT_NARROWER = {"antifascistisch-verzet"}
#: Spellings that read otherwise with a space; other organisations than the one they were listed under; names shared
#: with a phenomenon; city nicknames.
LEFT_OUT = {
    "terrorisme-veroordeelde",
    "de-radicalisering",
    "de-polarisatie",
    "AQIM",
    "AQIS",
    "al Shabaab",
    "HTS",
    "Antifa",
    "Damsco",
    "Agga",
    "Roffa",
    "Tilly",
    "Chillburg",
    "Utca",
}
#: Nouns for people that do not follow from the label in -isme.
PEOPLE = {
    "antisemitisme": "antisemiet",
    "racisme": "racist",
    "jihadisme": "jihadi",
    "complotdenken": "complotdenker",
    "xenofobie": "xenofoob",
}
NO_PEOPLE = {"radicalisme", "antisemitisme", "negationisme", "identitarisme", "neonazisme", "nazisme", "racisme"}
#: Pairs that begin with a word like these are everyday Dutch: de radicalisering.
NO_FIRST = {"de", "niet", "en", "inlichting", "corona"}

REGIONS = [
    ("be", "België", "land", "", "fr:Belgique"),
    ("nl", "Nederland", "land", "", ""),
    ("be-vlaanderen", "Vlaanderen", "gewest", "be", "nl:Vlaams Gewest|fr:Flandre"),
    ("be-wallonie", "Wallonië", "gewest", "be", "nl:Waals Gewest|fr:Wallonie"),
    ("be-brussels-gewest", "Brussels Hoofdstedelijk Gewest", "gewest", "be", "fr:Région de Bruxelles-Capitale"),
]
LARGE = {"Gent", "Luik"}  # cities far more often meant than the rare word
REGION_OF = {
    "Vlaams Gewest": "be-vlaanderen",
    "Waals Gewest": "be-wallonie",
    "Brussels Hoofdstedelijk Gewest": "be-brussels-gewest",
}
