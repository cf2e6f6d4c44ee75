"""About Hearth itself."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from hearth.web.home import Health, MemoryAt
from hearth.web.pages.about import memory_curve, versions
from tests.web.pages.asking import Asker
from tests.web.pages.made import NOW, made_home


@pytest.mark.asyncio
async def test_health_and_versions(ask: Asker) -> None:
    text = await ask.text("/about")

    assert "Event loop late, at most 2 ms" in text
    assert "Size of the history 17.5 MB" in text
    assert "Hearth 0.1.0" in text
    assert "Port 12000 at 192.168.1.2" in text
    assert "Remembers for 30 days" in text


@pytest.mark.asyncio
async def test_a_history_that_cannot_be_written_is_said() -> None:
    health = Health(started=NOW - 5, history_problem="the disk is full")
    made = made_home(health=lambda: health, server_port=lambda: None)

    text = await Asker(made.home).text("/about")

    assert "The history is not being written: the disk is full" in text
    assert "Nowhere: the server's port is off." in text


@pytest.mark.asyncio
async def test_the_report_is_a_zip(ask: Asker) -> None:
    answer = await ask.get("/about/report.zip")

    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(answer.content)) as file:
        assert "status.json" in file.namelist()


def test_the_curve_goes_from_the_first_to_the_last() -> None:
    memory = [MemoryAt(0, 50), MemoryAt(5, 100), MemoryAt(10, 0)]

    assert memory_curve(memory) == "0.0,43.6 200.0,7.3 400.0,80.0"
    assert memory_curve(memory[:1]) == ""


def test_versions_begin_with_ours() -> None:
    assert next(iter(versions("1.2").items())) == ("Hearth", "1.2")
