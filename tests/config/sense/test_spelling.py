"""How a thing is written, as only the whole line or file can tell."""

import pytest

from tests.config.sense.looks import noted

KEY = "01 02 03 04 05 06 07 08 09 10 11 12 13 14"

# line, whether the # is noted
HASHES = [
    ("F: u p7#q", "#q"),
    ("F: u#p", "#p"),
    ("F: u p7 0#q", None),
    ("F: u p7 #q", None),
    ("F: u p7 0 0 1 { }#q", None),
    ("C: h 1 u p7#q no", "#q no"),
    ("C: h 1 u p7 no#v2.3.0", None),
    ("N: h 1 u p7#q", "#q"),
    (f"N: h 1 u p7 {KEY}#q", None),
    ("G: p h 1 q#r", "#r"),
    ("R: h 678 0100 000080#x", None),
    ("TELNETINFO PASSWORD : p#q", "#q"),
    ("LOG WARNINGS : /tmp/p#q", None),
    ("rubbish#q", None),
]


@pytest.mark.parametrize(("line", "marked"), HASHES)
def test_a_hash_that_may_have_cut_a_password(line: str, marked: str | None) -> None:
    found = [n for n in noted(line) if "HASH_CUTS_LINE" in n]

    assert found == ([f"1 HASH_CUTS_LINE {marked}"] if marked else [])


# line, whether a plug-in finds it
SPELT = [
    ("WEBINFO LISTEN PORT : 16001", True),
    ("WEBINFO LISTEN PORT :16001", True),
    ("WEBINFO LISTEN PORT: 16001", False),
    ("WEBINFO LISTEN PORT  : 16001", False),
    ("WEBINFO  LISTEN PORT : 16001", False),
    ("webinfo listen port : 16001", False),
    (" WEBINFO LISTEN PORT : 16001", False),
    ("WEBINFO PORT : 16001", True),  # another finding is about the name
    ("ALLOW WEBINFO: no", True),  # nobody looks for it
]


@pytest.mark.parametrize(("line", "is_found"), SPELT)
def test_what_plug_ins_look_for(line: str, is_found: bool) -> None:
    found = [n for n in noted(line) if "PLUGIN_SPELLING" in n]

    assert bool(found) is not is_found


def test_two_dialects_are_noted_once_where_the_pages_begins() -> None:
    mixed = "F: a w8Zu3n 0 0 1 { }\nF: b h2Jk6v 1 0 { 0:0:0 }\nC: h 1 u p { 0:0:1 }\n"

    assert noted(mixed) == ["2 BOTH_DIALECTS 0 { 0:0:0 }"]
    assert noted("F: b h2Jk6v 1 0 { 0:0:0 }\nC: h 1 u p { 0:0:2 }\n") == []
    assert noted("F: b h2Jk6v 1 0 1 { 0:0:1 }\nC: h 1 u p no { 0:0:2 }\n") == []
