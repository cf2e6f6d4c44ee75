"""Passwords that everybody knows, and those that two have."""

import pytest

from hearth.config.sense.passwords import DEFAULTS
from tests.config.sense.looks import CARD, noted

WEB = "WEBINFO USERNAME : admin\nWEBINFO PASSWORD : "

# what it shows, file, what is noted
PASSWORDS: list[tuple[str, str, list[str]]] = [
    ("good ones", "F: a w8Zu3n\nF: b h2Jk6v\n", []),
    ("a default", "F: a password\n", ["1 DEFAULT_PASSWORD password"]),
    ("in capitals", "F: a Dreambox\n", ["1 DEFAULT_PASSWORD Dreambox"]),
    ("the name", "F: kitchen kitchen\n", ["1 DEFAULT_PASSWORD kitchen"]),
    ("two", "F: a w8Zu3n\nF: b w8Zu3n\n", ["2 REUSED_PASSWORD w8Zu3n"]),
    (
        "two defaults are defaults",
        "F: a 1234\nF: b 1234\n",
        ["1 DEFAULT_PASSWORD 1234", "2 DEFAULT_PASSWORD 1234"],
    ),
    ("of the web page", f"{WEB}admin\n", ["2 DEFAULT_PASSWORD admin"]),
    ("an account's", f"F: a w8Zu3n\n{WEB}w8Zu3n\n", ["3 REUSED_PASSWORD w8Zu3n"]),
    (
        "one for both pages",
        f"{WEB}w8Zu3n\nTELNETINFO USERNAME : admin\nTELNETINFO PASSWORD : w8Zu3n\n",
        [],
    ),
    ("another server's", "C: h 1 u pass\nF: a w8Zu3n\nC: i 1 u w8Zu3n\n", []),
    ("of a line that is not used", "F: a w8Zu3n x\nF: b w8Zu3n\n", []),
]


@pytest.mark.parametrize(
    ("shows", "text", "troubles"), PASSWORDS, ids=[row[0] for row in PASSWORDS]
)
def test_passwords(shows: str, text: str, troubles: list[str]) -> None:
    assert noted(text + CARD) == troubles, shows


def test_defaults_are_compared_in_small_letters() -> None:
    assert {word.lower() for word in DEFAULTS} == DEFAULTS
