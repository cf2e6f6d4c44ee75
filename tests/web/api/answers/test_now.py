"""What is true now."""

from __future__ import annotations

import pytest

from hearth.web.api.answers.now import line_named, receiver_named
from hearth.web.api.problem import ProblemError
from tests.web.api.homes import FAR, NASTY, NEAR, RECEIVERS, MadeUp, ask


@pytest.mark.asyncio
async def test_the_status_is_of_the_whole_home(made: MadeUp) -> None:
    status = (await ask(made, "/status")).value

    assert [it["name"] for it in status["receivers"]] == RECEIVERS
    assert [it["name"] for it in status["lines"]] == [NEAR, FAR]
    assert status["headline"]["kind"] == "line_down"
    assert status["headline"]["line"] == FAR
    assert status["headline"]["step"] == "log-in"
    assert [it["user"] for it in status["refusals"]] == ["Bob"]


@pytest.mark.asyncio
async def test_receivers_and_lines_are_those_of_the_status(made: MadeUp) -> None:
    status = (await ask(made, "/status")).value

    assert (await ask(made, "/receivers")).value["receivers"] == status["receivers"]
    assert (await ask(made, "/lines")).value["lines"] == status["lines"]
    assert (await ask(made, "/receivers/Kids")).value == status["receivers"][1]
    assert (await ask(made, f"/lines/{FAR}")).value == status["lines"][1]


@pytest.mark.asyncio
async def test_every_card_is_told_with_its_line(made: MadeUp) -> None:
    cards = (await ask(made, "/cards")).value["cards"]

    assert [(it["line"], it["card"]["ca_system_id"]) for it in cards] == [
        (NEAR, "4ADA"),
        (NEAR, "0500"),
    ]


def test_receivers_and_lines_are_found_by_name(made: MadeUp) -> None:
    assert receiver_named(made.home, NASTY).name == NASTY
    assert line_named(made.home, FAR).name == FAR
    with pytest.raises(ProblemError, match="no receiver"):
        receiver_named(made.home, "kids")
    with pytest.raises(ProblemError, match="no line"):
        line_named(made.home, "")
