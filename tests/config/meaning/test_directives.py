"""The value of each kind of directive."""

from pathlib import Path

import pytest

from hearth.config.language.directives import DIRECTIVES, Kind
from hearth.config.language.document import Document
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems
from hearth.config.language.statements import DirectiveStatement
from hearth.config.meaning.directives import read_value
from hearth.config.meaning.model import Settings
from hearth.secret import Secret


def value_of(line: bytes) -> object:
    problems = Problems()
    (statement,) = parse(Document(line), problems)
    assert isinstance(statement, DirectiveStatement)
    return read_value(statement, problems)


VALUES: list[tuple[bytes, object]] = [
    (b"SERVER LISTEN PORT : 12000", 12000),
    (b"SERVER LISTEN PORT : 0", None),
    (b"SERVER LISTEN PORT : x", None),
    (b"DISABLE EMM : Yes", True),
    (b"DISABLE EMM : no", False),
    (b"DISABLE EMM : ja", None),
    (b"DISABLE EMM :", None),
    (b"DEBUG LEVEL : 0", 0),
    (b"DEBUG LEVEL : 13", None),
    (b"CHANNELINFO FILE : /etc/a b", Path("/etc/a b")),
    (b"CHANNELINFO FILE :", None),
    (b"WEBINFO USERNAME : ann", "ann"),
    (b"WEBINFO USERNAME :", ""),
    (b"WEBINFO PASSWORD : k7 # x", Secret(b"k7")),
    (b"WEBINFO PASSWORD : \xe9", Secret(b"\xe9")),
    (b"WEBINFO PASSWORD :", None),
]


@pytest.mark.parametrize(("line", "value"), VALUES)
def test_values(line: bytes, value: object) -> None:
    assert value_of(line) == value


@pytest.mark.parametrize("name", [b"jos\xc3\xa9", b"jos\xe9", b"\xff\xfe"])
def test_a_name_gives_the_bytes_in_the_file_again(name: bytes) -> None:
    value = value_of(b"WEBINFO USERNAME : " + name)

    assert isinstance(value, str)
    assert value.encode("utf-8", "surrogateescape") == name


@pytest.mark.parametrize(
    "name", [name for name, it in DIRECTIVES.items() if it.setting is not None]
)
def test_a_setting_has_the_default_that_the_table_says(name: str) -> None:
    directive = DIRECTIVES[name]
    assert directive.setting is not None
    default = Settings().value(directive.setting)

    if directive.kind is Kind.TEXT:
        assert directive.default == ""
        assert not default
    else:
        assert value_of(f"{name} : {directive.default}".encode()) == default
