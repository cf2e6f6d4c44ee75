"""A file as it is shown: marks under the very characters, and no secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearth.diagnostics import Finding, Severity, Span
from hearth.web.pages.configuration import sheets
from hearth.web.pages.configuration.files import check
from hearth.web.pages.configuration.sheets import (
    View,
    fix_address,
    pieces_of,
    printable,
    views,
)
from tests.web.pages.configuration.homes import FAULTY, PASSWORDS


def found(severity: Severity, *span: int) -> Finding:
    return Finding("H101", "name", severity, Span(*span), "what", "why", "help")


def view_of(folder: Path, data: bytes) -> View:
    path = folder / "CCcam.cfg"
    path.write_bytes(data)
    path.chmod(0o600)
    return views(check(path))[0]


# the text   findings                                        pieces
PIECES = [
    ("abcd", [], [("abcd", "")]),
    ("abcd", [(Severity.ERROR, 1, 2, 1, 4)], [("a", ""), ("bc", "bad"), ("d", "")]),
    ("abcd", [(Severity.NOTE, 1, 1, 1, 5)], [("abcd", "quiet")]),
    ("abcd", [(Severity.NOTE, 1, 3, 1, 3)], [("ab", ""), ("c", "quiet"), ("d", "")]),
    ("abcd", [(Severity.NOTE, 1, 5, 1, 5)], [("abcd", ""), ("\xa0", "quiet")]),
    ("", [(Severity.WARNING, 1, 1, 1, 1)], [("\xa0", "warn")]),
    ("abcd", [(Severity.WARNING, 1, 3, 2, 1)], [("ab", ""), ("cd", "warn")]),
    ("abcd", [(Severity.ERROR, 2, 1, 2, 2)], [("abcd", "")]),
    (
        "abcd",
        [(Severity.ERROR, 1, 2, 1, 3), (Severity.NOTE, 1, 1, 1, 5)],
        [("a", "quiet"), ("b", "bad"), ("cd", "quiet")],
    ),
]


@pytest.mark.parametrize(("text", "findings", "pieces"), PIECES)
def test_a_mark_is_under_the_very_characters(
    text: str,
    findings: list[tuple[Severity, int, int, int, int]],
    pieces: list[tuple[str, str]],
) -> None:
    made = pieces_of(text, [found(*finding) for finding in findings], 1)

    assert [tuple(piece) for piece in made] == pieces


def test_what_cannot_be_seen_gets_a_sign() -> None:
    assert printable("a\tb\x00\u200bc\xa0d") == "a\tb\ufffd\ufffdc\xa0d"


def test_the_file_is_shown_with_its_findings_and_without_its_secrets(
    tmp_path: Path,
) -> None:
    view = view_of(tmp_path, FAULTY)
    lines = ["".join(piece.text for piece in row.pieces) for row in view.rows]

    assert len(lines) == len(FAULTY.splitlines())
    assert lines[1] == "SERVER LISTEN PORT : 12000"
    assert lines[8] == "C: card.home.lan 12000 hearth ********* no { 0:0:2 }"
    assert not any(password in "".join(lines) for password in PASSWORDS)
    port = next(r for row in view.rows for r in row.remarks if r.finding.code == "H201")
    assert port.look.colour == "bad"
    assert ("120000", "bad") in [tuple(piece) for piece in view.rows[9].pieces]
    assert view.rows[0].is_comment
    assert not view.rows[1].is_comment
    assert [count for _, count in view.counts] == [1, 3, 3]
    assert view.safe == 3
    assert len(view.remarks) == 7


def test_a_fix_has_an_address_where_the_file_can_be_changed(tmp_path: Path) -> None:
    view = view_of(tmp_path, FAULTY)
    fixes = {remark.fix for remark in view.remarks}

    assert "/configuration/fix?file=CCcam.cfg&code=H401&at=3%3A1" in fixes
    assert "" in fixes
    finding = found(Severity.ERROR, 7, 3, 7, 4)
    assert (
        fix_address("a b", finding) == "/configuration/fix?file=a+b&code=H101&at=7%3A3"
    )


def test_of_a_side_file_what_has_findings_is_shown(tmp_path: Path) -> None:
    (tmp_path / "CCcam.prio").write_bytes(b"# one\n" * 40 + b"Q: wohn-4m8p\n")
    path = tmp_path / "CCcam.cfg"
    path.write_bytes(b"C: card.lan 12000 a wohn-4m8p\nF: kitchen kueche-2z6t\n")

    view = views(check(path))[-1]

    assert view.name == "CCcam.prio"
    assert not view.can_change
    assert [row.number for row in view.rows] == [38, 39, 40, 41]
    assert view.rows[0].skipped == 37
    assert view.rest == 0
    last = "".join(piece.text for piece in view.rows[-1].pieces)
    assert last == "Q: *********"


def test_a_long_file_is_shown_where_something_is_said_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MAX_WHOLE", 20)
    view = view_of(tmp_path, FAULTY + b"# and more\n" * 30)

    assert [row.number for row in view.rows] == list(range(1, 18))
    assert view.rest == len(FAULTY.splitlines()) + 30 - 17


def test_there_is_an_end_to_the_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MAX_FINDINGS", 3)
    view = view_of(tmp_path, FAULTY)

    assert len(view.remarks) == 3
    assert view.left_out == 4
