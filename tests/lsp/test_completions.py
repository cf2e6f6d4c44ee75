"""What an editor offers to write next."""

import pytest
from lsprotocol.types import CompletionItem, InsertTextFormat, TextEdit

from hearth.config.language.directives import DIRECTIVES, Owner
from hearth.config.language.forms import FORMS
from hearth.lsp.completions import completions
from hearth.lsp.texts import Text
from tests.lsp.editor import after


def offered(
    source: str, name: str = "CCcam.cfg", *, snippets: bool = False
) -> dict[str, CompletionItem]:
    """Give what is offered at the end of a text."""
    text = Text(name, source)
    end = text.whole
    found = completions(text, end.end_line, end.end_column, snippets=snippets)
    assert len({item.label for item in found}) == len(found)
    return {item.label: item for item in found}


def done(source: str, item: CompletionItem) -> str:
    assert isinstance(item.text_edit, TextEdit)
    return after(source, [item.text_edit])


def test_at_the_start_of_a_line_are_lines_and_directives() -> None:
    found = offered("# x\n")

    assert {f"{letter}:" for letter in FORMS} <= set(found)
    assert done("# x\n", found["SERVER LISTEN PORT"]) == (
        "# x\nSERVER LISTEN PORT : 12000"
    )
    assert done("# x\n", found["WEBINFO USERNAME"]) == "# x\nWEBINFO USERNAME : "
    assert done("# x\n", found["F:"]) == "# x\nF: "


def test_what_is_written_already_is_replaced() -> None:
    found = offered("  server lis")

    assert done("  server lis", found["SERVER LISTEN PORT"]) == (
        "  SERVER LISTEN PORT : 12000"
    )


def test_what_is_used_comes_first_and_keys_never() -> None:
    found = offered("")
    order = sorted(found, key=lambda label: found[label].sort_text or "")
    refused = {d.name for d in DIRECTIVES.values() if d.owner is Owner.REFUSED}

    assert order[:3] == ["C:", "F:", "DISABLE EMM"] or order[:2] == ["C:", "F:"]
    assert order.index("SERVER LISTEN PORT") < order.index("SERIAL READER")
    assert not refused & set(found)


def test_an_editor_that_can_jumps_from_field_to_field() -> None:
    found = offered("", snippets=True)

    assert found["C:"].insert_text_format is InsertTextFormat.Snippet
    assert (
        done("", found["C:"]) == "C: ${1:host} ${2:port} ${3:user name} ${4:password}"
    )
    assert done("", found["N:"]).count("key") == 14


# a line up to the pointer, what is offered, which of it is the default
VALUES = [
    ("DISABLE EMM :", ["yes", "no"], "yes"),
    ("disable  emm: ", ["yes", "no"], "yes"),
    ("ALLOW TELNET :", ["yes", "no"], "no"),
    ("KEEPALIVE TIMEOUT : ", ["30"], "30"),
    ("KEEPALIVE TIMEOUT : 3", [], None),
    ("WEBINFO PASSWORD :", [], None),
    ("OSD PASSWORD :", [], None),
    ("NOBODY KNOWS :", [], None),
    ("F: kids ", [], None),
    ("# DISABLE EMM :", [], None),
    ("DISABLE EMM : # ", [], None),
]


@pytest.mark.parametrize(("line", "words", "default"), VALUES)
def test_values(line: str, words: list[str], default: str | None) -> None:
    found = offered(line)

    assert list(found) == words
    assert [word for word, item in found.items() if item.preselect] == (
        [default] if default else []
    )


# a hearth.toml up to the pointer, what is offered, what the first one makes of it
TOML = [
    ("", [], ""),
    (
        "[server]\nke",
        ["keep_alive_s", "recv_timeout_ms", "debug_level"],
        "[server]\nkeep_alive_s = 30",
    ),
    ('[lines."h:1"]\n', ["retries"], '[lines."h:1"]\nretries = 0'),
    (
        "[history]\n[web]\n\n",
        ["external_access"],
        "[history]\n[web]\n\nexternal_access = false",
    ),
    (
        "[server]\n[",
        ["[server]", "[web]", '[lines."host:port"]', "[history]"],
        "[server]\n[server]",
    ),
    ("[nobody]\n", [], ""),
    ("[server]\n# k", [], ""),
]


@pytest.mark.parametrize(("source", "labels", "first"), TOML)
def test_names_in_hearth_toml(source: str, labels: list[str], first: str) -> None:
    found = offered(source, "hearth.toml")

    assert list(found) == labels
    if found:
        assert done(source, found[labels[0]]) == first


TOML_VALUES = [
    ("[web]\nexternal_access = ", ["true", "false"]),
    ("[history]\nraw_days =", ["30"]),
    ("[history]\nraw_days = 3", []),
    ("[server]\nraw_days = ", []),
]


@pytest.mark.parametrize(("source", "words"), TOML_VALUES)
def test_values_in_hearth_toml(source: str, words: list[str]) -> None:
    assert list(offered(source, "hearth.toml")) == words


def test_in_other_files_nothing_is_offered() -> None:
    assert offered("", "x") == {}


@pytest.mark.parametrize(
    ("source", "labels"), [("", ["I:", "P:"]), ("P:", []), ("# P", [])]
)
def test_cccam_prio(source: str, labels: list[str]) -> None:
    assert list(offered(source, "CCcam.prio")) == labels
