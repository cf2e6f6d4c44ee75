"""Files as an editor has them: their language, and how it counts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind

from hearth.diagnostics import Span
from hearth.lsp.texts import Language, Text, covers, language_of
from tests.lsp.editor import lines_of

UTF_8, UTF_16, UTF_32 = PositionEncodingKind

# name, what the editor takes it for, language
LANGUAGES = [
    ("CCcam.cfg", "", Language.CCCAM_CFG),
    ("/etc/cccam.CFG", "ini", Language.CCCAM_CFG),
    ("CCcam.cfg.2026-11-22-201500.bak", "", Language.CCCAM_CFG),
    ("anything", "cccam", Language.CCCAM_CFG),
    ("anything.cfg", "ini", Language.OTHER),
    ("/cccam/anything.cfg", "", Language.OTHER),
    ("hearth.toml", "", Language.HEARTH_TOML),
    ("file:///etc/hearth.toml", "toml", Language.HEARTH_TOML),
    ("pyproject.toml", "toml", Language.OTHER),
    ("CCcam.prio", "", Language.CCCAM_PRIO),
    ("CCcam.channelinfo", "", Language.OTHER),
    ("CCcam.providers", "", Language.OTHER),
]


@pytest.mark.parametrize(("name", "language_id", "language"), LANGUAGES)
def test_the_language_of_a_file(
    name: str, language_id: str, language: Language
) -> None:
    assert language_of(name, language_id) is language


def test_of_other_files_nothing_is_said() -> None:
    assert codes("pyproject.toml", "rubbish") == []
    assert Text("x", "rubbish", Language.CCCAM_CFG).findings


# what it shows, source, line and column here, encoding, line and character there
COUNTED = [
    ("the start", "ab", (1, 1), UTF_16, (0, 0)),
    ("another line", "a\nbc", (2, 2), UTF_16, (1, 1)),
    ("the end", "ab", (1, 3), UTF_16, (0, 2)),
    ("one unit", "\u20acx", (1, 2), UTF_16, (0, 1)),
    ("two units", "\U0001f600x", (1, 2), UTF_16, (0, 2)),
    ("three bytes", "\u20acx", (1, 2), UTF_8, (0, 3)),
    ("four bytes", "\U0001f600x", (1, 2), UTF_8, (0, 4)),
    ("one character", "\U0001f600x", (1, 2), UTF_32, (0, 1)),
    ("a mark before it", "\ufeffab", (1, 1), UTF_16, (0, 1)),
    ("a mark on another line", "\ufeffab\nc", (2, 1), UTF_16, (1, 0)),
    ("after the last line's end", "a\n", (2, 1), UTF_16, (1, 0)),
    ("a lone carriage return", "a\rb", (2, 1), UTF_16, (1, 0)),
    ("not at a line separator", "a\u2028b\x0cc", (1, 5), UTF_16, (0, 4)),
]


@pytest.mark.parametrize(
    ("shows", "source", "here", "encoding", "there"),
    COUNTED,
    ids=[row[0] for row in COUNTED],
)
def test_places_are_counted_as_the_editor_does(
    shows: str,
    source: str,
    here: tuple[int, int],
    encoding: PositionEncodingKind,
    there: tuple[int, int],
) -> None:
    del shows
    text = Text("CCcam.cfg", source, encoding=encoding)

    assert text.position(*here) == Position(*there)
    assert text.place(Position(*there)) == here


# source, a position that is not in it, the place that is meant
OUTSIDE = [
    ("ab\ncd", (0, 9), (1, 3)),
    ("ab\ncd", (7, 0), (2, 3)),
    ("ab\ncd\n", (7, 7), (3, 1)),
    ("", (3, 3), (1, 1)),
    ("\U0001f600x", (0, 1), (1, 1)),
]


@pytest.mark.parametrize(("source", "there", "here"), OUTSIDE)
def test_a_position_outside_is_brought_inside(
    source: str, there: tuple[int, int], here: tuple[int, int]
) -> None:
    assert Text("CCcam.cfg", source).place(Position(*there)) == here


@given(st.text("a\u20ac\U0001f600\n\r\ufeff\x0b\u2028", max_size=20), st.data())
def test_every_place_comes_back(source: str, data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(PositionEncodingKind))
    text = Text("CCcam.cfg", source, encoding=encoding)
    lines = lines_of(source.removeprefix("\ufeff"))
    number = data.draw(st.integers(1, len(lines)))
    column = data.draw(st.integers(1, len(lines[number - 1]) + 1))

    assert text.place(text.position(number, column)) == (number, column)
    assert text.whole == Span(1, 1, len(lines), len(lines[-1]) + 1)


def test_half_a_character_is_a_character() -> None:
    assert Text("CCcam.cfg", "F: a\ud83d p").reading.settings.accounts[0].name == "a?"


def test_a_range_is_that_of_its_span() -> None:
    found = Text("CCcam.cfg", "ab\ncd").range(Span(1, 2, 2, 3))

    assert (found.start, found.end) == (Position(0, 1), Position(1, 2))


def codes(name: str, source: str, cccam_cfg: bytes | None = None) -> list[str]:
    text = Text(name, source, cccam_cfg=lambda: cccam_cfg)
    return [
        f"{finding.file}:{finding.span} {finding.code}" for finding in text.findings
    ]


def test_a_cccam_cfg_has_its_findings() -> None:
    assert "CCcam.cfg:1:1 H101" in codes("CCcam.cfg", "SERVER LISTN PORT : 1\n")


def test_a_cccam_prio_has_its_findings() -> None:
    assert codes("CCcam.prio", "X: 1\nP: 0500") == [
        "CCcam.prio:1:1 H751",
        "CCcam.prio:2:1 H752",
    ]


TOML = '[server]\nkeep_alive_s = 45\nx = 1\n[lines."h:2"]\nretries = 1\n'


def test_a_hearth_toml_has_those_that_need_the_other_file_if_it_is_there() -> None:
    alone = ["hearth.toml:3:1 H702"]
    beside = b"rubbish\nKEEPALIVE TIMEOUT : 30\nC: h 1 u p\n"

    assert codes("hearth.toml", TOML) == alone
    assert codes("hearth.toml", TOML, beside) == [
        "hearth.toml:2:1 H706",
        *alone,
        "hearth.toml:4:8 H705",
    ]


def test_the_other_file_is_asked_for_by_a_hearth_toml_alone() -> None:
    def nobody() -> bytes | None:
        raise AssertionError

    for name in ("CCcam.cfg", "CCcam.prio"):
        assert Text(name, "x", cccam_cfg=nobody).findings


@pytest.mark.parametrize(
    ("place", "inside"),
    [((1, 1), False), ((1, 2), True), ((1, 4), True), ((1, 5), False), ((2, 3), False)],
)
def test_a_span_covers_its_ends(place: tuple[int, int], inside: bool) -> None:
    assert covers(Span(1, 2, 1, 4), *place) is inside


def test_the_file_s_own_name_is_the_name_in_its_findings(tmp_path: Path) -> None:
    name = str(tmp_path / "my-CCcam.cfg")

    assert codes(name, "rubbish")[0].startswith(f"{name}:")
