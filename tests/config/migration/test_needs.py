"""What a file needs of the program that is to read it."""

from typing import Any

import pytest

from hearth.config.migration.advice import Needs
from hearth.config.migration.needs import needs_of

KEY = "01 " * 14

# a file                                          what it needs
FILES: list[tuple[str, dict[str, Any]]] = [
    ("",                                          {}),
    ("F: a p\nF: b p",                            {"accounts": 2}),
    ("C: a.lan 1 m p\nC: b.lan 1 m p",            {"servers": 2}),
    ("C: 203.0.113.1 1 m p",                      {"outside": 1, "not_for_oscam": 1}),
    ("C: my.example.org 1 m p",                   {"outside": 1, "not_for_oscam": 1}),
    (f"N: a.lan 1 m p {KEY}",                     {"newcamd": 1}),
    (f"N: 203.0.113.1 1 m p {KEY}",               {"outside": 1, "not_for_oscam": 1}),
    ("N: a.lan 1 m p 01",                         {"not_for_oscam": 1}),
    ("R: 127.0.0.1 678 0100 000080",              {"other_servers": 1,
                                                   "not_for_oscam": 1}),
    ("SERIAL READER : /dev/ttyUSB0",              {"has_reader": True}),
    ("SCIDEVICES : 0",                            {}),
    ("B: /dev/sci0 01",                           {"has_reader": True}),
    ("SOFTKEY FILE : /x",                         {"wants_keys": True,
                                                   "not_for_oscam": 1}),
    ("KEEPALIVE TIMEOUT : 30",                    {"is_of_pages": True}),
    ("C: a.lan 1 m p { 0:0:2 }",                  {"servers": 1, "is_of_pages": True}),
    ("# a comment",                               {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FILES)
def test_what_a_file_needs(text: str, expected: dict[str, Any]) -> None:
    assert needs_of(text.encode(), file="") == Needs(**expected)
