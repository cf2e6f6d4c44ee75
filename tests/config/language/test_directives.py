"""The table of directives holds together."""

from dataclasses import fields

import pytest

from hearth.config.language.directives import (
    DIRECTIVES,
    NAMES,
    Kind,
    Owner,
    Since,
    look_up,
)
from hearth.config.meaning.model import InterfaceSettings, Settings

NO_DIRECTIVES = {"accounts", "lines", "origins", "interfaces", "history"}
MISSPELT = "SHOW EXTENEDED CLIENT INFO"  # codespell:ignore exteneded

# as written                      directive                      by another name
LOOKED_UP = [
    ("SERVER LISTEN PORT",        "SERVER LISTEN PORT",          None),
    ("server  listen\tport",      "SERVER LISTEN PORT",          None),
    ("WEBINFO PORT",              "WEBINFO LISTEN PORT",         Since.PAGES),
    ("HTML INFO LISTEN PORT",     "WEBINFO LISTEN PORT",         Since.OBSOLETE),
    ("INFO LISTEN PORT",          "TELNETINFO LISTEN PORT",      Since.OBSOLETE),
    ("ALLOW TELNET",              "ALLOW TELNETINFO",            Since.PAGES),
    ("PHOENIX READER PATH",       "SERIAL READER",               Since.OBSOLETE),
    ("SHOW EXTENDED CLIENT INFO", MISSPELT,                      Since.SPELLING),
    (MISSPELT.lower(),            MISSPELT,                      None),
    ("CCAM DEBUG",                None,                          None),
    ("",                          None,                          None),
]  # fmt: skip

REFUSED = {
    "BOXKEY", "CAMKEY", "CAMDATA", "BEEF ID", "SOFTKEY FILE", "AUTOROLL FILE",
    "STATIC CW FILE",
}  # fmt: skip


@pytest.mark.parametrize(("written", "name", "since"), LOOKED_UP)
def test_look_up(written: str, name: str | None, since: Since | None) -> None:
    directive, alias = look_up(written)

    assert (directive.name if directive else None) == name
    assert (alias.since if alias else None) == since


def test_every_name_finds_its_directive() -> None:
    assert all(look_up(name)[0] is not None for name in NAMES)
    assert len(set(NAMES)) == len(NAMES)


def test_what_hearth_does_is_a_setting_and_the_other_way_round() -> None:
    settings = {field.name for field in fields(Settings)}
    settings |= {f"interfaces.{name}" for name in InterfaceSettings._fields}
    used = [d for d in DIRECTIVES.values() if d.owner is Owner.HEARTH]

    assert {d.setting for d in used} == settings - NO_DIRECTIVES
    assert all(d.setting is None for d in DIRECTIVES.values() if d not in used)


def test_a_default_is_a_value_that_would_be_taken() -> None:
    for directive in DIRECTIVES.values():
        match directive.kind:
            case Kind.FLAG:
                assert directive.default in {"yes", "no"}, directive.name
            case Kind.NUMBER | Kind.PORT if directive.default:
                number = int(directive.default)
                assert directive.low <= number <= directive.high, directive.name


def test_keys_and_emulation_are_refused_and_never_shown() -> None:
    refused = [d for d in DIRECTIVES.values() if d.owner is Owner.REFUSED]

    assert {d.name for d in refused} == REFUSED
    assert all(d.secret for d in refused)


def test_passwords_and_pins_are_secrets() -> None:
    for directive in DIRECTIVES.values():
        if "PASSWORD" in directive.name or directive.name == "PIN":
            assert directive.secret, directive.name
