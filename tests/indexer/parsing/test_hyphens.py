"""Line-end hyphens of Dutch: undone, kept, or kept with a space."""

from __future__ import annotations

import pytest

from indexer.parsing.hyphens import ends_hyphenated, join

KNOWN = {"radicalisering", "rechts-extremisme", "gedetineerden", "pro-actief"}


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("de radicali-", "sering van", "de radicalisering van"),
        ("het rechts-", "extremisme in", "het rechts-extremisme in"),
        ("de ex-", "gedetineerden", "de ex-gedetineerden"),
        ("een ex-", "tremist", "een extremist"),
        ("de op-", "en afschaling", "de op- en afschaling"),
        ("het OCAD-", "rapport", "het OCAD-rapport"),
        ("in Noord-", "Brabant", "in Noord-Brabant"),
        ("EXTRE-", "MISME", "EXTREMISME"),
        ("de DTN-58-", "editie", "de DTN-58-editie"),
        ("een re-", "integratie", "een re-integratie"),
        ("is ge-", "integreerd", "is geintegreerd"),
        ("het anti-", "institutioneel", "het anti-institutioneel"),
        ("dui\ufffe", "ding", "duiding"),
        ("dui\u00ad", "ding", "duiding"),
        ("dui\x02", "ding", "duiding"),
        ("de links-extre-", "misten", "de links-extremisten"),
        ("DJSOC--", "Terro", "DJSOC-Terro"),
    ],
)
def test_two_lines_become_one(left: str, right: str, whole: str) -> None:
    assert ends_hyphenated(left)
    assert left[:-1] + join(left, right, KNOWN) + right == whole


@pytest.mark.parametrize("line", ["een dash -", "gewoon", "-", "", "een streep –"])
def test_a_dash_is_no_hyphen(line: str) -> None:
    assert not ends_hyphenated(line)
