"""Hearth itself, and what can be done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hearth.web.api.answers.house import MAX_MOMENTS, findings_of
from hearth.web.home import Health, MemoryAt
from tests.web.api.homes import BEGAN, NOW, PASSWORD, MadeUp, ask, made_up

pytestmark = pytest.mark.asyncio

# query, which lines
LOGS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["it began", "Kids is late", "it ended"]),
    ({"level": "warning"}, ["Kids is late", "it ended"]),
    ({"level": "error"}, ["it ended"]),
    ({"text": "KIDS"}, ["Kids is late"]),
    ({"text": "nobody"}, []),
    ({"after": 2}, ["it ended"]),
    ({"limit": 1}, ["it ended"]),
    ({"after": 3}, []),
]


@pytest.mark.parametrize(("query", "texts"), LOGS)
async def test_the_log_can_be_searched(
    made: MadeUp, query: dict[str, Any], texts: list[str]
) -> None:
    answer = await ask(made, "/log", **query)

    assert [it["text"] for it in answer.value["lines"]] == texts


async def test_health_is_told_with_its_moment(made: MadeUp) -> None:
    value = (await ask(made, "/health")).value

    assert (value["at"], value["started"]) == (NOW, BEGAN)
    assert (value["remembers"], value["history_problem"]) == (True, None)
    assert [it["resident_bytes"] for it in value["memory"]] == [30_000_000, 31_000_000]


async def test_only_the_last_moments_of_memory_are_told(tmp_path: Path) -> None:
    moments = tuple(MemoryAt(at, 1) for at in range(MAX_MOMENTS + 7))
    home = made_up(
        tmp_path,
        None,
        health=lambda: Health(
            started=1.0, memory=moments, history_problem="the disk is full"
        ),
    )

    value = (await ask(home, "/health")).value

    assert len(value["memory"]) == MAX_MOMENTS
    assert value["memory"][-1]["at"] == MAX_MOMENTS + 6
    assert (value["remembers"], value["history_problem"]) == (False, "the disk is full")


async def test_about_says_where_receivers_log_in(tmp_path: Path) -> None:
    value = (await ask(made_up(tmp_path, None), "/about")).value
    nowhere = (
        await ask(made_up(tmp_path, None, server_port=lambda: None), "/about")
    ).value

    assert value["node_id"] == "1122334455667788"
    assert (value["server_port"], nowhere["server_port"]) == (12000, None)
    assert value["server_addresses"] == ["192.168.1.2", "fd00::2"]


async def test_findings_are_those_of_the_file_as_it_is_now(made: MadeUp) -> None:
    value = (await ask(made, "/configuration/findings")).value
    codes = {it["code"] for it in value["findings"]}

    assert {"H301", "H901", "H101"} <= codes
    made.home.configuration.write_text("NO SUCH THING : 1\n")
    again = (await ask(made, "/configuration/findings")).value
    assert {it["code"] for it in again["findings"]} != codes


async def test_a_fix_is_told_with_secrets_masked(tmp_path: Path) -> None:
    file = tmp_path / "CCcam.cfg"
    file.write_text(f"F : living {PASSWORD} 1 0 0\nC card.home.lan 1 u {PASSWORD}\n")

    found = findings_of(file)

    assert any(it["fix"] for it in found.findings)
    assert PASSWORD not in str(found)


async def test_a_file_that_cannot_be_read_is_said_to_be(made: MadeUp) -> None:
    made.home.configuration.unlink()

    answer = await ask(made, "/configuration/findings")

    assert (answer.status, answer.error["where"]) == (503, "the configuration")
    assert "No such file" in answer.error["what"]


async def test_a_freeze_is_marked_once(made: MadeUp) -> None:
    answer = await ask(made, "/receivers/Living%20room/freeze", "POST")

    assert (answer.status, made.freezes) == (201, ["Living room"])
    assert answer.value == {"receiver": "Living room", "at": NOW}
