"""The history, asked in threads; and what an endpoint says of itself."""

from __future__ import annotations

import asyncio
import threading
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from hearth.observe.history.reader import HistoryReader
from hearth.web.api.endpoint import AT_ONCE, Call, Endpoint, Remembered
from hearth.web.api.problem import ProblemError
from hearth.web.api.shapes.house import HEALTH
from tests.web.api.homes import MadeUp, ask, fits, made_up


async def health(call: Call) -> Any:
    return call


def test_an_endpoint_is_called_as_its_handler() -> None:
    endpoint = Endpoint(path="/x", summary="", answer=HEALTH, handler=health)

    assert endpoint.name == "health"
    assert endpoint.failures == (HTTPStatus.UNPROCESSABLE_ENTITY,)


def test_a_call_gives_its_values(made: MadeUp) -> None:
    assert Call(made.home, {"limit": 5}, Remembered(made.home))["limit"] == 5


@pytest.mark.asyncio
async def test_the_history_is_asked_in_a_thread(made: MadeUp) -> None:
    thread = await Remembered(made.home).ask(lambda _: threading.current_thread())

    assert thread is not threading.current_thread()


@pytest.mark.asyncio
async def test_only_a_few_questions_are_asked_at_once(made: MadeUp) -> None:
    remembered, under_way, most = Remembered(made.home), [0], [0]
    lock, full = threading.Lock(), threading.Barrier(AT_ONCE)

    def question(_: HistoryReader) -> None:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        full.wait(timeout=30)
        with lock:
            under_way[0] -= 1

    await asyncio.gather(*(remembered.ask(question) for _ in range(4 * AT_ONCE)))

    assert most[0] == AT_ONCE


@pytest.mark.asyncio
async def test_where_nothing_is_remembered_that_is_said(forgetful: MadeUp) -> None:
    for path in ("/channels", "/journal", "/notes", "/history/chart"):
        answer = await ask(forgetful, path)

        assert answer.status == 503
        assert answer.error["what"] == "Nothing is remembered."
        assert fits(forgetful, answer.value, "Error")


@pytest.mark.asyncio
async def test_a_damaged_history_is_said_to_be(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    file.write_bytes(b"no database at all" * 1000)
    damaged = made_up(tmp_path, HistoryReader(file))

    answer = await ask(damaged, "/ecms")

    assert answer.status == 503
    assert answer.error["what"] == "It cannot be read: it is damaged."


@pytest.mark.asyncio
async def test_other_faults_of_a_question_are_not_hidden(made: MadeUp) -> None:
    def question(_: HistoryReader) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await Remembered(made.home).ask(question)


@pytest.mark.asyncio
async def test_a_home_without_history_is_a_problem(forgetful: MadeUp) -> None:
    with pytest.raises(ProblemError) as caught:
        await Remembered(forgetful.home).ask(lambda history: history.oldest())

    assert caught.value.status == HTTPStatus.SERVICE_UNAVAILABLE
