"""Names of channels: read, packed, and found again."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config import names as names_module
from hearth.config.names import ChannelNames

FILE = b"""\xef\xbb\xbf# channels
0D05:000004:33FD "Sport HD [CW 04 0D05]"
0500:020A00:15df "K\xfcche"
0500:020A00:15E0 "K\xc3\xbcche"

0100:0:0001 "Any provider"
0100:000080:0001 "That provider"
0100:000080:0002 "Old"
0100:000080:0002 "New" # corrected
  0622:000000:0003   "Blanks \x1b[31m here "
rubbish
0100:000080 "no channel"
0100:000080:0004 no quotes
"""

# what it shows              CAID    provider  service  name
FOUND = [
    ("as written",           0x0D05, 4,        0x33FD,  "Sport HD [CW 04 0D05]"),
    ("Latin-1",              0x0500, 0x20A00,  0x15DF,  "K\xfcche"),
    ("UTF-8",                0x0500, 0x20A00,  0x15E0,  "K\xfcche"),
    ("its own provider",     0x0100, 0x80,     1,       "That provider"),
    ("provider 0 stands in", 0x0100, 0x81,     1,       "Any provider"),
    ("the later one counts", 0x0100, 0x80,     2,       "New"),
    ("nothing for a screen", 0x0622, 0,        3,       "Blanks  [31m here"),
    ("another channel",      0x0100, 0x80,     9,       None),
    ("another provider",     0x0D05, 5,        0x33FD,  None),
    ("the largest",          0xFFFF, 0xFFFFFFFF, 0xFFFF, None),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "caid", "provider", "service", "name"), FOUND)
def test_channel_name(
    shows: str, caid: int, provider: int, service: int, name: str | None
) -> None:
    assert ChannelNames(FILE).channel_name(caid, provider, service) == name, shows


def test_rubbish_is_skipped_and_counted() -> None:
    names = ChannelNames(FILE)

    assert names.skipped == 3
    assert len(names) == 7
    assert repr(names) == "ChannelNames(7 channels)"


def test_no_file_has_no_names() -> None:
    assert ChannelNames().channel_name(0x100, 0, 1) is None


def test_what_is_too_much_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_module, "MAX_NAMES", 2)
    names = ChannelNames(b"".join(b'1:0:%d "x"\n' % n for n in range(5)))

    assert (len(names), names.skipped) == (2, 3)


def test_a_household_file_takes_little_memory() -> None:
    names = ChannelNames(
        b"".join(
            b'0100:000080:%04x "Channel number %d"\n' % (n, n) for n in range(20000)
        )
    )
    size = sum(sys.getsizeof(getattr(names, slot)) for slot in names.__slots__)

    assert len(names) == 20000
    assert size < 1_000_000


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes) -> None:
    names = ChannelNames(data)

    assert len(names) + names.skipped <= len(data.splitlines())


@given(
    st.dictionaries(
        st.tuples(
            st.integers(0, 0xFFFF), st.integers(1, 0xFFFFFF), st.integers(0, 0xFFFF)
        ),
        st.text("abc \xe9\u20ac", min_size=1).map(str.strip),
    )
)
def test_every_name_is_found_again(channels: dict[tuple[int, int, int], str]) -> None:
    lines = [f'{c:04X}:{p:06X}:{s:04X} "{n}"' for (c, p, s), n in channels.items()]
    names = ChannelNames("\n".join(lines).encode())

    for key, name in channels.items():
        assert names.channel_name(*key) == name[:100].strip()
