"""The MCP server: read-only tools whose every answer carries id, exact words, page and link; also over stdio."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from corpus.model import Passage
from indexer.workspace import Workspace

pytest.importorskip("mcp", reason="the extra mcp is not installed")

from mcp import Client, StdioServerParameters, stdio_client
from mcp.server.mcpserver import MCPServer

from search_app.assistants import make_server

PassageWith = Callable[[str, str], Passage]


@pytest.fixture
def server(workspace: Workspace) -> Iterator[MCPServer]:
    with workspace.searcher() as searcher:
        yield make_server(workspace, searcher, "https://duiding.invalid/")


def called(server: MCPServer, tool: str, **given: object) -> Any:
    async def call() -> Any:
        async with Client(server) as client:
            return await client.call_tool(tool, given)

    return _outcome(call())


def _outcome(call: Coroutine[Any, Any, Any]) -> Any:
    """Return what *call* gives, run in a thread of its own: tests in a browser leave an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, call).result()


def test_a_search_gives_exact_totals_and_passages_with_their_source(
    server: MCPServer, passage_with: PassageWith
) -> None:
    answer = called(server, "search", query="signalen jihadisme", limit=3).structured_content
    passage = passage_with("vbd-dreigingsbeeld-8", "signalen")
    first = answer["results"][0]
    assert answer["passages"] == 1
    assert (first["id"], first["quotation"], first["page"]) == (passage.id, passage.text, "3")
    assert first["url"] == f"https://duiding.invalid/passage/{passage.id}"
    assert first["url"] in first["citation"]
    assert first["sample"] is True


def test_a_passage_is_fetched_and_an_unknown_one_is_an_error(server: MCPServer, passage_with: PassageWith) -> None:
    passage = passage_with("vbd-dreigingsbeeld-8", "signalen")
    assert called(server, "fetch", passage_id=passage.id).structured_content["quotation"] == passage.text
    assert called(server, "fetch", passage_id="weg.aaaaaaaaaaaaaaaa.1").is_error


def test_a_quotation_is_checked(server: MCPServer) -> None:
    answer = called(
        server, "check_quotation", text="\u201cEr is een aanwijzing voor een aanslag\u201d"
    ).structured_content
    checked = answer["result"][0]
    assert (checked["verdict"], checked["look_at"]) == ("differs", ["negation"])
    assert checked["source_words"] == ["Er is geen aanwijzing voor een aanslag"]


def test_every_tool_says_that_it_only_reads(server: MCPServer) -> None:
    async def tools() -> Any:
        async with Client(server) as client:
            return (await client.list_tools()).tools

    found = _outcome(tools())
    assert {tool.name for tool in found} == {"search", "fetch", "check_quotation"}
    assert all(tool.annotations.read_only_hint and tool.description for tool in found)


def test_the_command_serves_over_standard_input_and_output(workspace: Workspace) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "indexer", "mcp", "--data", str(workspace.folder)],
        cwd=str(Path(__file__).parents[2]),
    )

    async def call() -> Any:
        async with Client(stdio_client(command)) as client:
            return await client.call_tool("search", {"query": "signalen"})

    assert json.loads(_outcome(call()).content[0].text)["passages"] >= 1
