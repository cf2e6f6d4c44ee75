"""What a file says and the settings do not hold."""

import pytest

from hearth.config.language.statements import DirectiveStatement
from hearth.config.migration import extras
from hearth.config.migration.extras import Directives, WebPage
from hearth.config.read import read_config
from hearth.secret import Secret


def directives(*lines: str) -> Directives:
    data = "\n".join(lines).encode()
    return extras.last_of_each(read_config(data, file="").statements)


# lines                                  the page
PAGES = [
    ((),                                 WebPage()),
    (("ALLOW WEBINFO : no",),            WebPage(port=None)),
    (("WEBINFO LISTEN PORT : 8001",),    WebPage(port=8001)),
    (("WEBINFO PORT : 8001",),           WebPage(port=8001)),
    (("WEBINFO LISTEN PORT : 0",),       WebPage(port=None)),
    (("WEBINFO LISTEN PORT : x",),       WebPage()),
    (("WEBINFO USERNAME : a", "WEBINFO PASSWORD : b c"),
                                         WebPage(user=b"a", password=Secret(b"b c"))),
    (("WEBINFO ALLOW EXTERNAL ACCESS : yes",), WebPage(external=True)),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "page"), PAGES)
def test_the_web_page(lines: tuple[str, ...], page: WebPage) -> None:
    assert extras.web_page(directives(*lines)) == page


def test_a_login_is_a_name_and_a_password() -> None:
    assert WebPage(user=b"a", password=Secret(b"b")).has_login
    assert not WebPage(user=b"a").has_login
    assert not WebPage(password=Secret(b"b")).has_login


# lines                                           which counts
LAST = [
    (("DEBUG LEVEL : 1", "DEBUG LEVEL : 2"),      "2"),
    (("DEBUG LEVEL : 1", "DEBUG LEVEL : x"),      "1"),
    (("DEBUG LEVEL : x", "DEBUG LEVEL : y"),      "x"),
    (("DEBUG LEVEL : x", "DEBUG LEVEL : 1"),      "1"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "value"), LAST)
def test_of_several_the_last_that_can_be_used(
    lines: tuple[str, ...], value: str
) -> None:
    assert directives(*lines)["DEBUG LEVEL"].value.text == value


# line                          whether its value can be used
USABLE = [
    ("DISABLE EMM : Yes",       True),
    ("DISABLE EMM : 1",         False),
    ("DISABLE EMM :",           False),
    ("SERVER LISTEN PORT : 65535", True),
    ("SERVER LISTEN PORT : 65536", False),
    ("KEEPALIVE TIMEOUT : 0",   False),
    ("CHANNELINFO FILE :",      True),
    ("GLOBAL LIMITS : all",     True),
]  # fmt: skip


@pytest.mark.parametrize(("line", "usable"), USABLE)
def test_whether_a_value_can_be_used(line: str, usable: bool) -> None:
    (statement,) = read_config(line.encode(), file="").statements
    assert isinstance(statement, DirectiveStatement)

    assert extras.is_usable(statement) is usable


# GLOBAL LIMITS              the items, None: not of that form
BRACES = [
    ("{ 0:0:1, 0500:0 }",    ["0:0:1", "0500:0"]),
    ("{0df3,0de1}",          ["0df3", "0de1"]),
    ("{ }",                  []),
    ("{ , a, }",             ["a"]),
    ("0:0:1",                None),
    ("{ 0:0:1",              None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BRACES)
def test_braces_are_taken_apart(text: str, expected: list[str] | None) -> None:
    value = directives(f"GLOBAL LIMITS : {text}")["GLOBAL LIMITS"].value

    found = extras.braced_items(value)
    assert (None if found is None else [item.text for item in found]) == expected
    for item in found or ():
        assert value.text[item.column - value.column :].startswith(item.text)
