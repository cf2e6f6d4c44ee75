"""Questions to the history, which may be missing or broken."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from hearth.observe.history.reader import HistoryReader
from hearth.web.pages.parts.memory import recall
from hearth.web.pages.receivers import NOBODY
from tests.web.pages.made import MadeUp, made_home

pytestmark = pytest.mark.asyncio


async def test_it_is_asked_in_a_thread(made: MadeUp) -> None:
    asked = await recall(made.home, lambda _: threading.current_thread(), None)

    assert asked is not threading.main_thread()


async def test_without_one_there_is_an_answer_all_the_same() -> None:
    assert await recall(made_home().home, lambda h: h.size_bytes(), 7) == 7


async def test_a_broken_one_is_said_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "history.db"
    file.write_bytes(b"this is no database" * 1000)
    home = made_home(history=HistoryReader(file)).home

    with caplog.at_level(logging.WARNING):
        assert await recall(home, lambda h: h.receivers(0, 1), NOBODY) == []
    assert str(file) in caplog.text
