"""Suggestions while typing: what the corpus holds, by any word of its name, each leading to something."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


def suggested(client: FlaskClient, typed: str) -> list[dict[str, str]]:
    response = client.get("/suggesties", query_string={"q": typed})
    assert response.status_code == 200
    return list(response.json)


@pytest.mark.parametrize("typed", ["rechts-ex", "Rechtsex", "rechts ex", "extr"])
def test_a_phenomenon_is_found_by_any_of_its_words_however_they_are_written(client: FlaskClient, typed: str) -> None:
    first = suggested(client, typed)[0]
    assert (first["kind"], first["url"]) == ("fenomeen", "/zoek?fenomeen=rechts-extremisme")
    assert first["count"] == "2 passages"


def test_another_name_of_a_concept_leads_to_it_and_is_told(client: FlaskClient) -> None:
    found = [one for one in suggested(client, "extreemr") if one["kind"] == "fenomeen"]
    assert found[0]["url"].endswith("fenomeen=rechts-extremisme")
    assert found[0]["also"].replace("-", "").replace(" ", "").lower().startswith("extreemr")


def test_documents_and_headings_that_come_back_are_suggested(client: FlaskClient) -> None:
    kinds = {one["kind"] for one in suggested(client, "dreigings")}
    assert "document" in kinds
    for one in suggested(client, "nota 2"):
        assert client.get(one["url"]).status_code == 200


def test_what_the_corpus_does_not_mention_is_not_suggested(client: FlaskClient) -> None:
    assert suggested(client, "ecofascis") == []


def test_too_little_or_nothing_gives_nothing(client: FlaskClient) -> None:
    assert suggested(client, "") == suggested(client, "r") == suggested(client, "--") == []
    assert suggested(client, "x" * 500) == []


def test_there_are_never_more_than_eight(client: FlaskClient) -> None:
    assert len(suggested(client, "no")) == 8
