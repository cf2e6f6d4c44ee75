"""What the daemon hands to the pages."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from hearth.web.home import Home
from tests.web.access.scene import home


def test_a_page_cannot_change_what_it_was_handed() -> None:
    handed: Home = home()

    with pytest.raises(FrozenInstanceError):
        handed.version = "2"  # type: ignore[misc]
