"""One section while it is being read: each of its lines gets one word."""

import pytest

from hearth.config.migration.report import Fate, Ledger
from hearth.config.oscam.ini import Section, read_ini
from hearth.config.oscam.reading.sheet import WITH_ITS_SECTION, Sheet

TEXT = b"""\
[account]
user = kids
pwd = old
pwd = new
uniq = 1
lb_nbest_readers = 1
"""


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def sheet(ledger: Ledger) -> Sheet:
    return Sheet(ledger, "oscam.user", read_ini(TEXT).sections[0], "account kids")


def test_each_line_gets_one_word(sheet: Sheet, ledger: Ledger) -> None:
    sheet.keep("user", "F:")
    sheet.change("pwd", "how")
    sheet.drop("uniq", "why")
    sheet.keep("uniq", "too late")
    sheet.keep("not_there", "x")
    sheet.finish()

    entries = ledger.report().entries
    assert [(e.line, e.option, e.fate) for e in entries] == [
        (1, "", Fate.KEPT),
        (2, "user", Fate.KEPT),
        (3, "pwd", Fate.DROPPED),
        (4, "pwd", Fate.CHANGED),
        (5, "uniq", Fate.DROPPED),
        (6, "lb_nbest_readers", Fate.DROPPED),
    ]
    assert entries[2].notes == ("given again in line 4, which counts",)
    assert entries[4].notes == ("why",)


def test_nothing_of_a_section_is_carried_over(sheet: Sheet, ledger: Ledger) -> None:
    sheet.keep("user", "F:")
    sheet.drop_all("because")

    first, *others = ledger.report().entries
    assert (first.fate, first.notes) == (Fate.DROPPED, ("because",))
    assert {e.notes for e in others} == {(WITH_ITS_SECTION,)}
    assert [e.line for e in others] == [2, 3, 4, 5, 6]


# what is written   the number, if the default is 7
NUMBERS = [
    ("3",           3),
    ("-1",          -1),
    ("",            7),
    ("x",           7),
    ("--1",         7),
    ("1.5",         7),
    ("99999999999", 7),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_a_number_is_one_or_the_default(text: str, number: int) -> None:
    section = read_ini(f"[a]\nhops = {text}\n".encode()).sections[0]

    assert Sheet(Ledger(), "x", section, "a").number("hops", 7) == number


def test_a_section_without_a_line_is_reported_nowhere(ledger: Ledger) -> None:
    sheet = Sheet(ledger, "x", Section("global", 0), "[global]")
    sheet.drop_all("because")

    assert ledger.report().entries == ()
