"""What tests of several rooms share."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from hypothesis import settings

# A change is judged by the same examples each time; `--hypothesis-profile=nightly`
# looks for others, and a hundred times harder.
settings.register_profile("small", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("nightly", max_examples=10_000, deadline=None)
settings.load_profile("small")


@pytest.fixture
def restored_logging() -> Iterator[None]:
    """Let a test set up the log; afterwards it is as it was."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    levels = {
        name: logging.getLogger(name).level
        for name in ("hearth.protocol", "hearth.net", "asyncio")
    }
    yield
    for handler in root.handlers:
        if handler not in before:
            handler.close()
    root.handlers[:] = before
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
