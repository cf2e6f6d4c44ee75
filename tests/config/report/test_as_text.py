"""What a person at a terminal reads."""

import re
from pathlib import Path

import pytest

from hearth.config.place import Place
from hearth.config.read import read_config
from hearth.config.report import report
from hearth.config.report.as_text import as_text
from hearth.config.report.sheet import sheet_of
from tests.config.report.sheets import sheet

SCREEN = """\
error[H201] SERVER LISTEN PORT is not a number from 0 to 65535
 --> CCcam.cfg:1:22
  |
1 | SERVER LISTEN PORT : 70000
  |                      ^^^^^
  |
  = why: There is no such port, so nothing can listen on it and nothing can be
         reached through it.
  = help: Write such a port; if it is another field, one before it is missing.

warning[H107] blanks or commas in these braces are not as the original wants
them
 --> CCcam.cfg:3:22
  |
3 | F: kids ****** 0 0 1 {0:0:1}
  |                      ^^^^^^^
  |
  = why: Hearth reads it all the same, but the original was reported to ignore a
         setting whose blanks are missing.
  = help: Write { then a blank, the items with a comma and a blank between, a
          blank, }.
  = fix: Set the blanks right

error[H301] line 3 has an account 'kids' already
 --> CCcam.cfg:4:4
  |
4 | F: kids ****** 0 0 1
  |    ^^^^
  |
  = why: A log-in says a name and nothing else, so the second account could
         never be told from the first. The first one is used.
  = help: Give each receiver its own name.

note[H304] not-used-yet, 2 places
 --> CCcam.cfg
  |
5 | DEBUG : yes
  | ^^^^^ Hearth reads DEBUG and does not use it yet
6 | NEWCAMD CONF : no
  | ^^^^^^^^^^^^ Hearth reads NEWCAMD CONF and does not use it yet
  |
  = why: It is kept as it is; only do not rely on it.
  = help: Nothing has to be done.

CCcam.cfg: 2 errors, 1 warning, 2 notes (1 account, 1 line)
hearth fix mends 1 safely. hearth explain CODE tells more.
"""


def text(*sheets: str, width: int = 80, color: bool = False) -> str:
    return as_text([sheet(text) for text in sheets], color=color, width=width)


def test_a_whole_screen() -> None:
    assert as_text([sheet()], color=False, width=80) == SCREEN


def test_colours_are_put_on_and_change_nothing_else() -> None:
    colored = as_text([sheet()], color=True, width=80)

    assert "\x1b[1;31merror[H201]\x1b[0m" in colored
    assert "\x1b[1;31m^^^^^\x1b[0m" in colored
    assert "\x1b[1;35mwarning[H107]\x1b[0m" in colored
    assert "\x1b[1;36mnote[H304]\x1b[0m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == SCREEN


def test_a_file_that_is_right() -> None:
    right = "C: card.home.lan 12000 hearth k7Rt2m\nF: kids w8Zu3n\n"

    assert text(right) == "CCcam.cfg: nothing to say (1 account, 1 line)\n"


def test_why_is_said_once_and_another_help_again() -> None:
    said = text("C: h 0 u p\nC: h 0 u p\n# x\nSERVER LISTN PORT : 1\nDEBUGS : yes\n")

    assert said.count("There is no such port") == 1
    assert said.count("Write such a port") == 1
    assert said.count("The line does nothing") == 1
    assert said.count("Did you mean") == 2


def test_what_is_to_be_confirmed_is_told_from_what_is_not() -> None:
    said = text("SERVER LISTN PORT : 1\nF: a w8Zu3n 0 0 1 {0:0:1}\n")

    assert "= fix: Call it SERVER LISTEN PORT, if you confirm it\n" in said
    assert "= fix: Set the blanks right\n" in said
    assert "\nhearth fix mends 1 safely and 1 if you confirm. hearth explain" in said


def test_of_many_findings_the_rest_is_counted() -> None:
    said = text("rubbish\n" * 103)

    assert "CCcam.cfg: 3 more H102, which are not shown\n" in said


def test_of_a_line_without_an_end_the_beginning_is_shown() -> None:
    said = text("x" * 100_000 + "\0")

    assert "error[H115] this line is too long to be read\n --> CCcam.cfg:1:1\n" in said
    assert max(map(len, said.splitlines())) <= 80


def test_what_is_of_the_file_as_a_whole_quotes_no_line() -> None:
    place = Place(Path("/var/etc/CCcam.cfg"), 0o644)
    reading = read_config(b"F: kids w8Zu3n\n", file="CCcam.cfg", place=place)
    said = as_text([sheet_of(reading, "CCcam.cfg")], color=False, width=80)

    assert said.startswith(
        "note[H501] everybody on this machine can read this file, and the passwords in"
        " it\n --> CCcam.cfg\n  = why: The passwords of"
    )


def test_several_files_are_said_one_after_the_other() -> None:
    said = as_text(
        [sheet("", "a.cfg"), sheet("rubbish\n", "b.cfg")], color=False, width=80
    )

    assert said.startswith("a.cfg: nothing to say (0 accounts, 0 lines)\n\nwarning")
    assert " --> b.cfg:1:1\n" in said


def test_the_hints_are_said_once_and_mending_of_each_file() -> None:
    spaced = "F: kids w8Zu3n 0 0 1 {0:0:1}\n"
    sheets = [sheet(spaced, "a"), sheet("rubbish\n", "b"), sheet(spaced, "c")]
    sheets.append(sheet("", "d"))
    said = as_text(sheets, color=False, width=80)

    assert said.count("hearth explain CODE") == 1
    assert "\na: 1 warning (1 account, 0 lines)\nhearth fix mends 1 safely.\n\n" in said
    assert "\nb: 1 warning (0 accounts, 0 lines)\n\n" in said
    assert said.endswith(
        "hearth fix mends 1 safely. hearth explain CODE tells more.\n\n"
        "d: nothing to say (0 accounts, 0 lines)\n"
    )


@pytest.mark.parametrize("width", [10, 40, 60, 80, 100, 300])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    long = "F: kids k7Rt2m 0 0 1 { " + ", ".join(["0100:000080:9"] * 40) + " }\n"
    said = text(long, width=width)

    lines = [line for line in said.splitlines() if not line.startswith("CCcam.cfg")]
    assert max(map(len, lines)) <= max(40, min(width, 100))
    assert "..." in said


def test_no_format_shows_a_password() -> None:
    secret = (
        "C: h:1 u k7Rt2m\nF kids k7Rt2m\nk7Rt2m : 1\nF: a k7Rt2m\nF: a k7Rt2m\n"
        "F: k7 Rt2m k7Rt2m\nWEBINFO PASSWORD : k7Rt2m\n# k7Rt2m\nPASSWORD : k7Rt2m\n"
        'F: b "k7Rt2m"\nN: h 1 u k7Rt2m 0a0b0c0d0e0f0809101112131415\n'
    )
    for form in ("text", "short", "json", "sarif", "github"):
        said = report([sheet(secret)], form, color=True)
        assert "k7Rt2m" not in said, form
        assert "0a0b0c0d" not in said, form


def test_there_are_no_other_formats() -> None:
    with pytest.raises(ValueError, match="no such format: xml"):
        report([], "xml")
