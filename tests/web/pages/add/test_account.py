"""A new F: line: where it goes, what it says, and that nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearth.config.read import read_config
from hearth.web.pages.add.account import NewAccount, names_in, new_account
from hearth.web.pages.configuration.files import check
from tests.web.pages.configuration.homes import CLEAN, FAULTY

PASSWORD = "k7wm-x3fd-9hra"
LINE = b"F: bedroom k7wm-x3fd-9hra 1 0 0 { 0:0:1 }"
FED = b"F: bedroom k7wm-x3fd-9hra 1 0 1 { 0:0:1 }"


def added(folder: Path, data: bytes) -> NewAccount | None:
    path = folder / "CCcam.cfg"
    path.write_bytes(data)
    return new_account(check(path), "bedroom", PASSWORD)


def bytes_with(folder: Path, data: bytes) -> bytes:
    account = added(folder, data)
    assert account is not None
    return account.change.after


# the file                                        the file with the line
PLACES = [
    (b"F: a bb1\nC: h.lan 1 u p\n",               b"F: a bb1\n%s\nC: h.lan 1 u p\n"),
    (b"F: a bb1\r\nDEBUG : 1\r\n",               b"F: a bb1\r\n%s\r\nDEBUG : 1\r\n"),
    (b"F: a bb1\rC: h.lan 1 u p\r",               b"F: a bb1\r%s\rC: h.lan 1 u p\r"),
    (b"\xef\xbb\xbfF: a bb1\n# \xfc",             b"\xef\xbb\xbfF: a bb1\n%s\n# \xfc"),
    (b"# \xfc\r\nF: a bb1",                       b"# \xfc\r\nF: a bb1\r\n%s"),
    (b"F: a bb1 # K\xfc\n\n# end\n",              b"F: a bb1 # K\xfc\n%s\n\n# end\n"),
    (b"F: a\nF: b bb1 0 0 1\n",                   b"F: a\nF: b bb1 0 0 1\n%s\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), PLACES)
def test_it_stands_after_the_last_account(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    assert bytes_with(tmp_path, before) == after % LINE


# the file                                        the file with the line
FIRSTS = [
    (b"",                                         b"%s\n"),
    (b"# only this",                              b"# only this\n%s"),
    (b"C: h.lan 1 u p\n\nDEBUG : 1",             b"C: h.lan 1 u p\n%s\n\nDEBUG : 1"),
    (b"DEBUG : no\r\n",                           b"DEBUG : no\r\n%s\r\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), FIRSTS)
def test_the_first_one_feeds_the_card(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    assert bytes_with(tmp_path, before) == after % FED


def test_it_sees_the_cards_of_the_home_and_feeds_none_that_is_fed(
    tmp_path: Path,
) -> None:
    account = added(tmp_path, CLEAN)
    assert account is not None

    made = read_config(account.change.after, file="").settings.accounts[-1]
    assert made.name == account.name == "bedroom"
    assert made.up_hops == 1
    assert not made.allow_emm
    assert account.feeder == "livingroom"
    assert account.errors == 0
    assert account.line.encode() == LINE
    assert PASSWORD not in str(account.change.lines)


def test_it_brings_no_new_finding(tmp_path: Path) -> None:
    for data in (CLEAN, b"F: a bb1 1 1 { 0:0:0 }\n", b"DISABLE EMM : no\nF: a bb1\n"):
        before = read_config(data, file="").findings
        after = read_config(bytes_with(tmp_path, data), file="").findings

        assert {f.code for f in after} <= {f.code for f in before}


def test_errors_are_counted(tmp_path: Path) -> None:
    account = added(tmp_path, FAULTY)

    assert account is not None
    assert account.errors == 1


def test_a_file_that_would_not_say_it_is_left_alone(tmp_path: Path) -> None:
    full = b"".join(b"F: r%d secret-%d\n" % (at, at) for at in range(16))
    assert added(tmp_path, full) is None
    assert added(tmp_path, b"F: bedroom secret-1\n") is None


def test_names_of_accounts_that_cannot_be_used_are_names_too() -> None:
    reading = read_config(b"F: a bb1\nF: half\nF:\nC: h 1 u p\n", file="")

    assert names_in(reading) == ["a", "half"]
