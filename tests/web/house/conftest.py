"""A Chromium, and a home that runs, for the tests that only look."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.web.house.home import House, house
from tests.web.pages.browser import chromium


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Start one Chromium for all tests."""
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def home(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[House]:
    """Run one home for all tests that leave it as it is."""
    async with (
        house(tmp_path_factory.mktemp("house")) as built,
        built.serving(),
    ):
        await built.watch()
        yield built
