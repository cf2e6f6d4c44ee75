"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearth.cli.options import state_folder


def test_state_is_kept_where_somebody_says_or_where_the_system_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", "/srv/hearth:/srv/more")

    assert state_folder(tmp_path) == tmp_path
    assert state_folder(None) == Path("/srv/hearth")
