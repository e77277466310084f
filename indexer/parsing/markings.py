"""Confidentiality markings: a line of its own that classifies the document; ordinary prose never counts."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Markings that stand in capitals, alone or between ornaments (Belgian law of 1998, Dutch VIR-BI 2013, TLP 2.0).
_MARKINGS = re.compile(
    r"(?:BEPERKTE VERSPREIDING|BEPERKT|VERTROUWELIJK|GEHEIM|ZEER GEHEIM|TRES SECRET|TRÈS SECRET|DIFFUSION RESTREINTE)"
    r"(?:\s*[-–/(]+\s*(?:WET|LOI)?\s*(?:VAN|DU)?\s*11[./]12[./](?:19)?98\)?)?|"
    r"(?:NAVO|NATO|EU|EU/UE)[ -](?:RESTRICTED|CONFIDENTIAL|SECRET|TOP SECRET)|RESTREINT UE(?:/EU RESTRICTED)?"
)
#: Dutch classifications are printed in mixed case too.
_DUTCH = re.compile(
    r"(?:DEP|DEPT|DEPARTEMENTAAL)\.?\s*VERTROUWELIJK|(?:STG|STAATSGEHEIM)\.?\s*(?:CONFIDENTIEEL|GEHEIM|ZEER GEHEIM)",
    re.IGNORECASE,
)
_TLP = re.compile(r"TLP\s?:\s?(?:RED|AMBER(?:\+STRICT)?)", re.IGNORECASE)
_LABEL = re.compile(r"(?:rubricering|classificatie|markering|status)\s*:\s*", re.IGNORECASE)
_ORNAMENTS = " \t-–—*=_|/[]()<>•.:\"'"
LONGEST = 60  # code points: a marking is a short line


def marking_in(lines: Iterable[str]) -> str:
    """Return the first marking that stands as a line of its own, as printed, or an empty string.

    >>> marking_in(["Het verslag is geheim.", "- VERTROUWELIJK -"])
    'VERTROUWELIJK'
    """
    for line in lines:
        if len(line) > LONGEST:
            continue
        bare = _LABEL.sub("", line.strip(), count=1).strip(_ORNAMENTS)
        if _MARKINGS.fullmatch(bare) or _DUTCH.fullmatch(bare) or _TLP.fullmatch(bare):
            return bare
    return ""
