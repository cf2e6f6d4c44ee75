"""Explanations: what is found at a place, what stands there, and no secret."""

import pytest
from lsprotocol.types import MarkupContent

from hearth.config.beside.keys import KEYS
from hearth.config.explain.meanings import DIRECTIVES as DIRECTIVE_MEANINGS
from hearth.config.language.directives import DIRECTIVES
from hearth.config.language.forms import FORMS
from hearth.lsp.hovers import about_directive, about_form, about_key, hover
from hearth.lsp.texts import Text
from tests.config.samples import LINES, MARK


def shown(name: str, source: str, line: int = 1, column: int = 1) -> str:
    found = hover(Text(name, source), line, column)
    if found is None:
        return ""
    assert isinstance(found.contents, MarkupContent)
    return found.contents.value


def test_a_finding_is_explained_with_its_page() -> None:
    text = shown("CCcam.cfg", "SERVER LISTN PORT : 1")

    assert text.startswith("**warning H101 unknown-directive**\n\n")
    assert "Did you mean SERVER LISTEN PORT?" in text


def test_a_directive_is_explained() -> None:
    assert shown("CCcam.cfg", "KEEPALIVE TIMEOUT : 30", column=9).endswith(
        "**KEEPALIVE TIMEOUT** : a whole number from 1 to 3600 seconds; without it 30"
        f"\n\n{DIRECTIVE_MEANINGS['KEEPALIVE TIMEOUT']}"
        "\n\nHearth does it; the original ignores it: web pages made it up."
    )


def test_another_name_of_a_directive_is_explained() -> None:
    text = shown("CCcam.cfg", "INFO LISTEN PORT : 16000")

    assert "**TELNETINFO LISTEN PORT**" in text
    assert "INFO LISTEN PORT is a name that the original gave up." in text


F_LINE = "F: kids p 0 0 1 { 0:0:1 } { 0100:000080:15df } { 12:00-17:00 } { } 10.0.0.1"

# column, what is said to be there
FIELDS = [
    (1, ""),
    (4, "user name"),
    (8, "user name"),
    (9, "password"),
    (11, "uphops"),
    (13, "shareemus"),
    (15, "allowemm"),
    (17, "which cards are given: { caid:id:downhops, ... }"),
    (30, "channels that are not given: { caid:id:sid, ... }"),
    (50, "when control words are given: { hh:mm-hh:mm, ... }"),
    (65, ""),
]


@pytest.mark.parametrize(("column", "field"), FIELDS)
def test_the_field_under_the_pointer_is_named(column: int, field: str) -> None:
    text = shown("CCcam.cfg", F_LINE, column=column)

    assert "**F:** an account for a receiver" in text
    here = text.partition("Here: ")[2].partition("\n\n---")[0]
    assert here == (f"**{field}**" if field else "")


def test_a_line_is_explained_piece_by_piece() -> None:
    text = shown(
        "CCcam.cfg", "C: card.home.lan 12000 hearth s3cret\nF: kids s3cret 0", 2
    )

    assert "* `kids` user name: " in text
    assert "* `******` password: " in text
    assert "* allowemm: Not written, so 1." in text
    assert text.endswith("\n\nHearth lets a receiver log in as kids.")


def test_what_a_line_that_cannot_be_used_does_is_not_said() -> None:
    text = shown("CCcam.cfg", "F: kids s3cret\nF: kids other", 2, 11)

    assert "* `*****` password: " in text
    assert "lets a receiver log in" not in text


def test_a_setting_of_hearth_toml_is_explained() -> None:
    assert shown("hearth.toml", "[server]\nkeep_alive_s = 30", 2, 3) == (
        "**server.keep_alive_s** = a number from 1 to 3600 seconds; without it 30"
        "\n\nHow long a connection may be idle before a keepalive goes over it."
        "\n\nIn CCcam.cfg: KEEPALIVE TIMEOUT."
    )


def test_a_line_of_cccam_prio_is_explained_by_its_finding() -> None:
    assert shown("CCcam.prio", "P: 0500").startswith("**note H752 prio-not-used**")


@pytest.mark.parametrize("name", ["CCcam.cfg", "hearth.toml", "CCcam.prio", "x"])
def test_where_nothing_stands_nothing_is_said(name: str) -> None:
    assert hover(Text(name, "# a comment\n\n"), 1, 4) is None
    assert hover(Text(name, ""), 1, 1) is None


def test_everything_can_be_explained() -> None:
    said = [about_directive(directive) for directive in DIRECTIVES.values()]
    said += [about_form(form) for form in FORMS.values()]
    said += [about_key(key) for key in KEYS]

    assert len(set(said)) == len(said)
    assert all(text.startswith("**") for text in said)


@pytest.mark.parametrize("line", [line for line in LINES if MARK in line])
def test_no_secret_is_shown(line: str) -> None:
    text = Text("CCcam.cfg", line)

    for column in range(1, len(line) + 2):
        assert MARK not in repr(hover(text, 1, column))
