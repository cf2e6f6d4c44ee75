"""A change before it is made: a diff without secrets, and which file it is of."""

from __future__ import annotations

from pathlib import Path

from hearth.web.pages.configuration.changes import DiffLine, make_change, token_of
from hearth.web.pages.configuration.files import check
from tests.web.pages.configuration.homes import CLEAN


def test_a_diff_shows_what_comes_and_goes_and_no_secret(tmp_path: Path) -> None:
    path = tmp_path / "CCcam.cfg"
    path.write_bytes(CLEAN)
    after = CLEAN.replace(b"wohn-4m8p", b"neue-4m8p").replace(b": 16001", b": 16002")

    change = make_change(check(path).main, after)

    assert change.lines[0].kind == "gap"
    assert DiffLine("out", "WEBINFO LISTEN PORT : 16001") in change.lines
    assert DiffLine("in", "WEBINFO LISTEN PORT : 16002") in change.lines
    line = "F: livingroom ********* 1 0 1 { 0:0:1 }"
    assert DiffLine("out", line) in change.lines
    assert DiffLine("in", line, is_masked=True) in change.lines
    assert DiffLine("same", "# Receivers") in change.lines


def test_of_nothing_there_is_no_diff(tmp_path: Path) -> None:
    path = tmp_path / "CCcam.cfg"
    path.write_bytes(CLEAN)

    assert make_change(check(path).main, CLEAN).lines == ()


def test_a_change_is_confirmed_for_one_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "CCcam.cfg"
    path.write_bytes(CLEAN)
    change = make_change(check(path).main, b"")

    assert change.is_confirmed(token_of(CLEAN))
    assert not change.is_confirmed(token_of(CLEAN + b"#"))
    assert not change.is_confirmed("")
    assert not change.is_confirmed("\udcff\N{SNOWMAN}")
