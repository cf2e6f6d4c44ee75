"""A made-up home, and how its pages are asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from hearth.observe.history.reader import HistoryReader
from tests.web.pages.asking import Asker
from tests.web.pages.browser import chromium
from tests.web.pages.made import MadeUp, made_home, written_history


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> HistoryReader:
    """Give a month of the home, which is written once."""
    folder: Path = tmp_path_factory.mktemp("history")
    return written_history(folder)


@pytest.fixture
def made(history: HistoryReader) -> MadeUp:
    """Make a home on an evening on which all is well."""
    return made_home(history=history)


@pytest.fixture
def ask(made: MadeUp) -> Asker:
    """Ask for its pages."""
    return Asker(made.home)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Start one Chromium for all tests."""
    async with chromium() as started:
        yield started
