"""Names of channels: three forms of one list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.beside.channels import channel_info, find_channel, srvid, srvid2
from hearth.config.beside.packed import PackedNames, ReadLine

CHANNEL_INFO = b"""\xef\xbb\xbf# channels
0D05:000004:33FD "Sport HD [CW 04]"
0500:020A00:15df "K\xfcche"

0100:0:0001 "Any provider"
0100:000080:0001 "That provider"
0100:000080:0002 "Old"
0100:000080:0002 "New" # corrected
  0622:000000:0003   "Blanks \x1b[31m here "
rubbish
0100:000080 "no channel"
0100:000080:0004 no quotes
"""

SRVID = b"""# CAID[@provider...][,...]:service|provider|name|type|description
0D05@000004@000005,0D06:33fd|A provider|Sport HD|TV|Football, mostly
0500@020A00:15DF|B|K\xfcche|TV
0100 , 0101 : 0001 | C | Blanks | TV
0100:0002|C||TV
0100:0003|C
:0004|C|No system
0G00:0005|C|No number
0100:10006|C|No service
0100
"""

SRVID2 = b"""# service:CAID[@provider...][,...]|name|type|description|provider
33fd:0D05@000004@000005,0D06|Sport HD|TV|Football, mostly|A provider
15DF:0500@020A00|K\xfcche
0002:0100||TV
0003:0100
0004:|No system
10006:0100|No service
"""

# what it shows          form          CAID    provider  service  name
FOUND = [
    ("as written",       channel_info, 0x0D05, 4,        0x33FD,  "Sport HD [CW 04]"),
    ("Latin-1",          channel_info, 0x0500, 0x20A00,  0x15DF,  "K\xfcche"),
    ("its own provider", channel_info, 0x0100, 0x80,     1,       "That provider"),
    ("provider 0",       channel_info, 0x0100, 0x81,     1,       "Any provider"),
    ("the later one",    channel_info, 0x0100, 0x80,     2,       "New"),
    ("for a screen",     channel_info, 0x0622, 0,        3,       "Blanks  [31m here"),
    ("another channel",  channel_info, 0x0100, 0x80,     9,       None),
    ("another provider", channel_info, 0x0D05, 5,        0x33FD,  None),
    ("one provider",     srvid,        0x0D05, 4,        0x33FD,  "Sport HD"),
    ("the other",        srvid,        0x0D05, 5,        0x33FD,  "Sport HD"),
    ("not that one",     srvid,        0x0D05, 6,        0x33FD,  None),
    ("any provider",     srvid,        0x0D06, 9,        0x33FD,  "Sport HD"),
    ("Latin-1",          srvid,        0x0500, 0x20A00,  0x15DF,  "K\xfcche"),
    ("with blanks",      srvid,        0x0101, 7,        1,       "Blanks"),
    ("no name",          srvid,        0x0100, 0,        2,       None),
    ("one provider",     srvid2,       0x0D05, 4,        0x33FD,  "Sport HD"),
    ("any provider",     srvid2,       0x0D06, 9,        0x33FD,  "Sport HD"),
    ("Latin-1",          srvid2,       0x0500, 0x20A00,  0x15DF,  "K\xfcche"),
]  # fmt: skip

FILES: dict[ReadLine, bytes] = {
    channel_info: CHANNEL_INFO,
    srvid: SRVID,
    srvid2: SRVID2,
}


@pytest.mark.parametrize(
    ("shows", "form", "caid", "provider", "service", "name"), FOUND
)
def test_find_channel(
    shows: str, form: ReadLine, caid: int, provider: int, service: int, name: str | None
) -> None:
    names = PackedNames(FILES[form], form)

    assert find_channel(names, caid, provider, service) == name, shows


@pytest.mark.parametrize(
    ("form", "skipped", "first"),
    [(channel_info, 3, 10), (srvid, 6, 5), (srvid2, 4, 4)],
)
def test_what_is_not_of_the_form_is_skipped(
    form: ReadLine, skipped: int, first: int
) -> None:
    names = PackedNames(FILES[form], form)

    assert names.skipped == skipped
    assert names.first_skipped is not None
    assert names.first_skipped.line == first


def test_a_line_with_far_too_many_cards_is_none() -> None:
    cards = b",".join(b"%04X" % n for n in range(100))

    assert srvid(cards + b":0001|P|Name") is None


@pytest.mark.parametrize("form", [channel_info, srvid, srvid2])
@given(line=st.binary(max_size=80) | st.text('0aF:@,|" x', max_size=60).map(str.encode))
def test_any_line_is_an_entry_or_none(form: ReadLine, line: bytes) -> None:
    entry = form(line)

    if entry is not None:
        assert all(0 <= key < 1 << 64 for key in entry.keys)
        entry.name.decode()


@given(st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF), st.integers(0, 0xFFFF))
def test_the_three_forms_say_the_same(caid: int, provider: int, service: int) -> None:
    lines = (
        (channel_info, f'{caid:04X}:{provider:06X}:{service:04X} "Name"'),
        (srvid, f"{caid:04x}@{provider:06x}:{service:04x}|P|Name|TV"),
        (srvid2, f"{service:04x}:{caid:04x}@{provider:06x}|Name|TV||P"),
    )
    found = [
        find_channel(PackedNames(line.encode(), form), caid, provider, service)
        for form, line in lines
    ]

    assert found == ["Name"] * 3
