"""Explanations as a person at a terminal reads them."""

import pytest

from hearth.config.explain.as_text import (
    FAMILIES,
    bold,
    index_text,
    plain,
    topic_text,
)
from hearth.config.explain.topics import every_rule, find_topic

RULE = """\
error H117 missing-value
A directive without a value.

What it finds
Nothing after the colon of a directive that needs a number, a port, or yes or
no.

Why it matters
Its default stays in force.

Example
    SERVER LISTEN PORT :  # error: [H117]

An error: what is written there is not done.
"""
DIRECTIVE = """\
TELNETINFO LISTEN PORT
The port of the status by telnet.

asked for: INFO LISTEN PORT, a name that the original gave up
value:     a port, 0 to 65535; 0 is off
default:   16000, if it is not written
"""
PAGES = """\
KEEPALIVE TIMEOUT
After so many seconds without traffic a keepalive goes over a connection.

value:     a whole number from 1 to 3600 seconds
default:   30, if it is not written
who:       Hearth does it
dialect:   web pages made it up; the original CCcam ignores it
"""
LINE = """\
F: kids ***

  F:    line       An account for a receiver.
  kids  user name  The receiver logs in by this name.
  ***   password   Hidden here.
        uphops     Not written, so 5. Cards up to 5 servers more behind a line's
                   server, of which Hearth takes one: the home's own.
        allowemm   Not written, so 1. The receiver may send EMMs, the updates of
                   the card.

Hearth lets a receiver log in as kids.
"""
COMMENT = """\
B: /dev/sci0 09

A comment: nothing is done. Without the # it would be:

  B:         line    Which EMMs a card reader does not get.
  /dev/sci0  device  The card reader.
  09         sum     Which EMMs it does not get: 01 shared, 02 unique, 04
                     global, or a sum.

Hearth does not use this line.

error H204: the sum is not from 0 to 7. Count its digits: a CAID has four, a
            provider id six, a service id four.
"""


def text(words: str, width: int = 80) -> str:
    topic = find_topic(words)
    assert topic is not None
    return topic_text(topic, width=width, style=plain)


def test_a_rule() -> None:
    assert text("H117") == RULE


def test_a_directive() -> None:
    assert text("INFO LISTEN PORT").startswith(DIRECTIVE)
    assert "also:      HTML INFO LISTEN PORT (an old name), WEBINFO PORT (web" in text(
        "WEBINFO LISTEN PORT"
    )
    assert text("KEEPALIVE TIMEOUT") == PAGES
    assert "default:   nothing, if it is not written" in text("WEBINFO USERNAME")


def test_a_line() -> None:
    assert text("F: kids s3c") == LINE
    assert text("# B: /dev/sci0 09") == COMMENT


def test_a_directive_with_a_value() -> None:
    shown = text("DISABLE EMM : no")

    assert shown.startswith("DISABLE EMM : no\n\nDISABLE EMM\nWith yes, Hearth")
    assert shown.endswith("\n\n  no  value  What it is set to.\n")


def test_a_long_piece_has_a_line_of_its_own() -> None:
    key = " ".join(["0A"] * 14)
    shown = text(f"N: 192.168.1.3 15050 hearth s3c {key}")

    stars = " ".join(["**"] * 14)
    assert f"\n  {stars}\n               key        The 14 bytes" in shown


@pytest.mark.parametrize("letter", "CFNLRGB")
def test_a_line_type(letter: str) -> None:
    shown = text(f"{letter}:")

    assert shown.startswith(f"{letter}: ")
    assert "  password:" in shown or letter in "RB"
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("width", [50, 80, 200])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    for words in ("H302", "WEBINFO LISTEN PORT", "F: kids s3c 0 0 1 { 0:0:1 }", "N:"):
        lines = text(words, width).splitlines()
        text_lines = [line for line in lines if not line.startswith("    ")]
        assert max(map(len, text_lines)) <= min(width, 88)


def test_headings_are_bold_on_a_terminal() -> None:
    topic = find_topic("H117")
    assert topic is not None

    shown = topic_text(topic, width=80, style=bold)
    assert shown.startswith("\x1b[1merror H117 missing-value\x1b[0m\n")
    assert shown.replace("\x1b[1m", "").replace("\x1b[0m", "") == RULE


def test_the_index_has_every_rule_in_its_family() -> None:
    shown = index_text(width=80, style=plain)

    assert shown.startswith("H1xx Syntax\n  H101 ")
    for rule in every_rule():
        assert f"\n  {rule.code} " in shown
        assert rule.code[:2] in FAMILIES
