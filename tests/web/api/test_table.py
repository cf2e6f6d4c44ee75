"""The endpoints: each gives what its schema says, of a home as it might be."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from hearth.web.api.table import ENDPOINTS
from tests.web.api.homes import (
    BEGAN,
    FAR,
    NASTY,
    NEAR,
    NOW,
    MadeUp,
    ask,
    fits,
)

pytestmark = pytest.mark.asyncio

HOSTILE = quote(NASTY, safe="")
# path, query
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("/status", {}),
    ("/receivers", {}),
    ("/receivers/Living%20room", {}),
    (f"/receivers/{HOSTILE}", {}),
    ("/receivers/Attic", {}),
    ("/receivers/Living%20room/around", {}),
    (f"/receivers/{HOSTILE}/around", {"at": NOW - 100, "seconds": 300}),
    ("/receivers/Attic/around", {"at": 0}),
    ("/lines", {}),
    (f"/lines/{NEAR}", {}),
    (f"/lines/{FAR}", {}),
    ("/cards", {}),
    ("/channels", {}),
    ("/channels", {"limit": 1}),
    ("/channels", {"begin": 0, "end": 1}),
    ("/channels/4ADA:000010:1234", {}),
    ("/channels/4ADA:ABCDEF01:FFFF", {"begin": 0, "end": 4102444800}),
    ("/ecms", {}),
    ("/ecms", {"source": "live"}),
    ("/ecms", {"receiver": NASTY, "outcome": "failed", "limit": 500}),
    ("/ecms", {"line": NEAR, "channel": "4ADA:000010:00AF", "outcome": "good"}),
    ("/history/chart", {}),
    ("/history/chart", {"begin": NOW - 3600, "receiver": "Kids", "buckets": 1}),
    ("/history/chart", {"begin": 0, "end": 4102444800, "buckets": 1000}),
    ("/history/figures", {}),
    ("/history/figures", {"line": NEAR}),
    ("/history/figures", {"receiver": "nobody"}),
    ("/availability", {"line": FAR}),
    ("/availability", {"line": NEAR, "begin": 0, "end": 4102444800}),
    ("/journal", {}),
    ("/journal", {"receiver": NASTY, "limit": 1}),
    ("/notes", {}),
    ("/notes", {"kind": "line_down"}),
    ("/log", {}),
    ("/health", {}),
    ("/about", {}),
    ("/configuration/findings", {}),
]


def schema_of(path: str) -> str:
    """Find the schema of a path in the table."""
    pieces = path.split("/")
    for endpoint in ENDPOINTS:
        known = endpoint.path.split("/")
        if len(known) == len(pieces) and all(
            piece == mine or mine.startswith("{")
            for piece, mine in zip(pieces, known, strict=True)
        ):
            return endpoint.answer.name
    raise AssertionError(path)


@pytest.mark.parametrize(("path", "query"), ASKED)
async def test_every_answer_is_what_its_schema_says(
    made: MadeUp, path: str, query: dict[str, Any]
) -> None:
    answer = await ask(made, path, **query)

    assert answer.status == 200, answer.value
    assert answer.headers["content-type"] == "application/json"
    assert fits(made, answer.value, schema_of(path))


async def test_every_endpoint_that_is_read_is_asked_above() -> None:
    asked = {schema_of(path) for path, _ in ASKED}

    assert {it.answer.name for it in ENDPOINTS if it.method == "GET"} == asked


async def test_names_of_operations_and_paths_differ() -> None:
    assert len({it.name for it in ENDPOINTS}) == len(ENDPOINTS)
    assert len({(it.method, it.path) for it in ENDPOINTS}) == len(ENDPOINTS)


async def test_only_a_post_changes_anything(made: MadeUp) -> None:
    for path, query in ASKED:
        await ask(made, path, **query)

    assert made.freezes == []
    assert [it.path for it in ENDPOINTS if it.method != "GET"] == [
        "/receivers/{name}/freeze"
    ]


async def test_what_comes_with_an_afternoon(made: MadeUp) -> None:
    figures = (await ask(made, "/history/figures", begin=BEGAN)).value["figures"]

    assert figures["asked"] == sum(figures["outcomes"].values()) > 3000
    assert figures["failed"] == (
        figures["outcomes"]["timed_out"] + figures["outcomes"]["no_card"]
    )
