"""The REST interface: answers agree with the website, errors are values, and it keeps to its own description."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from schemathesis.specs.openapi.checks import positive_data_acceptance

from corpus.model import Passage
from corpus.settings import Settings
from indexer.search import FILTERS, SearchRequest
from indexer.workspace import Workspace
from search_app import create_app

PassageWith = Callable[[str, str], Passage]


def test_a_search_gives_the_totals_and_facets_of_the_website(client: FlaskClient, workspace: Workspace) -> None:
    answer = client.get("/api/v1/search?q=gemeente&country=BE").json
    with workspace.searcher() as searcher:
        found = searcher.search(SearchRequest("gemeente", {"country": ("BE",)}))
    assert (answer["passages"], answer["documents"]) == (found.passages, found.documents)
    assert set(answer["facets"]) == set(FILTERS)
    assert {one["key"]: one["count"] for one in answer["facets"]["kind"]} == {
        one.key: one.count for one in found.facets["kind"]
    }
    first = answer["hits"][0]["passages"][0]
    low, high = first["marks"][0]
    assert "gemeente" in first["snippet"][low:high].lower()


def test_passages_can_be_listed_one_by_one(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=gemeente&unit=passage&per_page=5&sort=newest").json
    assert [len(hit["passages"]) for hit in answer["hits"]] == [1] * 5
    assert answer["pages"] == -(-answer["passages"] // 5)


def test_facets_alone_are_those_of_the_search(client: FlaskClient) -> None:
    whole, alone = (client.get(f"/api/v1/{name}?q=gemeente").json for name in ("search", "facets"))
    assert alone["facets"] == whole["facets"]


def test_a_document_is_read_whole_and_a_passage_with_its_mentions(
    client: FlaskClient, passage_with: PassageWith
) -> None:
    answer = client.get("/api/v1/documents/vbd-dreigingsbeeld-8").json
    assert answer["document"]["sample"] is True
    assert len(answer["passages"]) == 5
    passage = passage_with("vbd-dreigingsbeeld-8", "scholen")
    one = client.get(f"/api/v1/passages/{passage.id}").json
    assert one["passage"]["text"] == passage.text
    assert one["selector"]["exact"] == passage.text
    assert one["selector"]["prefix"].strip().endswith("gemeenten.")
    assert {mention["concept"] for mention in one["mentions"]} == {"polarisatie", "politie"}
    for mention in one["mentions"]:
        assert passage.text[mention["start"] : mention["end"]] == mention["surface"]


def test_documents_are_listed_in_parts(client: FlaskClient) -> None:
    first, second = (client.get(f"/api/v1/documents?per_page=20&page={page}&order=id").json for page in (1, 2))
    ids = [one["id"] for answer in (first, second) for one in answer["documents"]]
    assert len(ids) == first["total"] == len(set(ids))
    assert ids == sorted(ids)


def test_a_citation_has_every_form(client: FlaskClient, passage_with: PassageWith) -> None:
    passage = passage_with("vbd-dreigingsbeeld-8", "scholen")
    answer = client.get(f"/api/v1/passages/{passage.id}/citation").json
    assert all(f"/passage/{passage.id}" in answer[name] for name in ("footnote", "belgian", "apa", "chicago", "ris"))


def test_phenomena_have_labels_relations_and_exact_counts(client: FlaskClient) -> None:
    found = {one["id"]: one for one in client.get("/api/v1/phenomena").json["phenomena"]}
    assert found["polarisatie"]["passages"] == client.get("/api/v1/search?phenomenon=polarisatie").json["passages"] > 0
    assert found["rechts-extremisme"]["labels"]["nl"]


def test_a_text_is_checked(client: FlaskClient) -> None:
    text = "\u201cEr is een aanwijzing voor een aanslag\u201d en \u201cGemeenten vragen om een omgevingsanalyse\u201d"
    first, second = client.post("/api/v1/check", json={"text": text}).json["quotations"]
    assert (first["verdict"], first["alarms"]) == ("differs", ["negation"])
    assert second["verdict"] == "exact"
    assert second["parts"][0]["place"]["page"] == "4"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/passages/weg.aaaaaaaaaaaaaaaa.1", 404),
        ("/api/v1/documents/nergens", 404),
        ("/api/v1/documents/weg", 410),
    ],
)
def test_what_is_not_there_is_an_error_of_json(client: FlaskClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.json["status"] == status


def test_a_broken_query_says_where(client: FlaskClient) -> None:
    for query, position in (("(extremisme", 0), ("gemeente NIET", 9)):
        response = client.get("/api/v1/search", query_string={"q": query})
        assert response.status_code == 400
        assert response.json["position"] == position


def test_an_unknown_or_impossible_parameter_is_named(client: FlaskClient) -> None:
    response = client.get("/api/v1/search?per_page=1000")
    assert response.status_code == 422
    assert "per_page" in response.text
    assert client.get("/api/v1/search?land=BE").status_code == 422


def test_the_description_is_openapi_of_every_route(client: FlaskClient) -> None:
    spec = client.get("/api/v1/openapi.json").json
    assert spec["openapi"].startswith("3.1")
    assert set(spec["paths"]) == {
        f"/api/v1{path}"
        for path in (
            "/search", "/facets", "/documents", "/documents/{document_id}", "/passages/{passage_id}",
            "/passages/{passage_id}/citation", "/phenomena", "/check",
        )
    }  # fmt: skip


@pytest.fixture(scope="module")
def described(settings: Settings, workspace: Workspace) -> schemathesis.schemas.BaseSchema:
    """The interface as schemathesis reads its description."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", create_app(settings, workspace))


def test_the_interface_keeps_to_its_description(described: schemathesis.schemas.BaseSchema) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == 8
    for operation in operations:

        @given(case=operation.as_strategy())
        @examples(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        def keeps_to_it(case: schemathesis.Case) -> None:
            # A query may fit the description and still not be one: 400 says where.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        keeps_to_it()
