"""The home that the tests of the API ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearth.observe.history.reader import HistoryReader
from tests.web.api.homes import MadeUp, made_up, remember


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> HistoryReader:
    """Three hours that are remembered; nobody writes there any more."""
    return remember(tmp_path_factory.mktemp("history") / "history.db")


@pytest.fixture
def made(tmp_path: Path, history: HistoryReader) -> MadeUp:
    return made_up(tmp_path, history)


@pytest.fixture
def forgetful(tmp_path: Path) -> MadeUp:
    """The same home, which remembers nothing."""
    return made_up(tmp_path, None)
