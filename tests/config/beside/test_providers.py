"""Names of providers: two forms of one list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.beside.packed import PackedNames, ReadLine
from hearth.config.beside.providers import find_provider, provid, provider_info

PROVIDER_INFO = b"""# providers
05020700 "Example provider" and a comment
0x05000000 "Any of 0500"
0D050004 "K\xfcche"
050 "too short"
05020700 no quotes
"""

PROVID = b"""# CAID[@provider...]|name|satellite|language
0500@020700@020710|Example provider|19.2E|de
0D05:000004|K\xfcche
0963|A system|
0500@020800||
0500
"""

# what it shows          form           CAID    provider  name
FOUND = [
    ("laid over",        provider_info, 0x0500, 0x020700, "Example provider"),
    ("another reading",  provider_info, 0x0502, 0x000700, "Example provider"),
    ("the system",       provider_info, 0x0500, 0,        "Any of 0500"),
    ("Latin-1",          provider_info, 0x0D05, 4,        "K\xfcche"),
    ("nothing",          provider_info, 0x0D05, 5,        None),
    ("one of two",       provid,        0x0500, 0x020700, "Example provider"),
    ("the other",        provid,        0x0500, 0x020710, "Example provider"),
    ("told apart",       provid,        0x0502, 0x000700, None),
    ("with a colon",     provid,        0x0D05, 4,        "K\xfcche"),
    ("the system",       provid,        0x0963, 0,        "A system"),
    ("no name",          provid,        0x0500, 0x020800, None),
]  # fmt: skip

FILES: dict[ReadLine, bytes] = {provider_info: PROVIDER_INFO, provid: PROVID}


@pytest.mark.parametrize(("shows", "form", "caid", "provider", "name"), FOUND)
def test_find_provider(
    shows: str, form: ReadLine, caid: int, provider: int, name: str | None
) -> None:
    names = PackedNames(FILES[form], form)

    assert find_provider(names, caid, provider) == name, shows


@pytest.mark.parametrize("form", [provider_info, provid])
def test_what_is_not_of_the_form_is_skipped(form: ReadLine) -> None:
    names = PackedNames(FILES[form], form)

    assert names.skipped == 2
    assert names.first_skipped is not None
    assert names.first_skipped.line == 5


@pytest.mark.parametrize("form", [provider_info, provid])
@given(line=st.binary(max_size=80) | st.text('0aF:@|" x', max_size=40).map(str.encode))
def test_any_line_is_an_entry_or_none(form: ReadLine, line: bytes) -> None:
    entry = form(line)

    if entry is not None:
        assert all(0 <= key < 1 << 64 for key in entry.keys)
        entry.name.decode()


@given(st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFF))
def test_every_provider_of_oscam_s_list_is_found(caid: int, provider: int) -> None:
    line = f"{caid:04X}@{provider:06X}|Name".encode()

    assert find_provider(PackedNames(line, provid), caid, provider) == "Name"
