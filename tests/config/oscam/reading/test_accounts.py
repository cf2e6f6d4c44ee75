"""Accounts as F: lines; what would give somebody more is not carried over."""

import pytest

from hearth.config.migration.report import Fate, Ledger
from hearth.config.oscam.ini import read_ini
from hearth.config.oscam.reading.accounts import AccountsReader
from hearth.config.oscam.reading.cards import read_services
from hearth.household import MAX_ACCOUNTS

MARK = "S3cr3tM4rk"  # stands where a secret does; no report may show it
SERVICES = b"[adult]\ncaid = 0500\nsrvid = 1234\n[sky]\ncaid = 0500\nprovid = 032830\n"
GROUPS = {"attic": frozenset({"1"}), "own": frozenset({"1", "2"})}


def make(*accounts: str, reshare: int = 0, own: bytes = b"") -> AccountsReader:
    """Make F: lines of accounts; each is one text of options."""
    services = read_services(read_ini(SERVICES))
    reader = AccountsReader(Ledger(), services, GROUPS, reshare, own)
    head = f"[account]\npwd = {MARK}\ngroup = 1\nuniq = 1\n"
    text = "".join(f"{head}{account}\n" for account in accounts)
    for section in read_ini(text.encode()).sections:
        reader.read(section)
    return reader


# options besides user, pwd, group and uniq       what follows "F: kids pwd"
WRITTEN = [
    ("",                                          "10 0 0"),
    ("cccmaxhops = 1",                            "1 0 0"),
    ("cccmaxhops = 0\nau = 1",                    "0 0 1"),
    ("cccmaxhops = 1\nau = attic",                "1 0 1"),
    ("cccmaxhops = 1\nau = elsewhere",            "1 0 0"),
    ("cccmaxhops = 1\nau = 0",                    "1 0 0"),
    ("cccmaxhops = -1",                           "0 0 0 { 0:0:0 }"),
    ("cccmaxhops = 1\ncccreshare = 0",            "1 0 0 { 0:0:1 }"),
    ("cccmaxhops = 1\ncccreshare = 1",            "1 0 0 { 0:0:2 }"),
    ("cccmaxhops = 1\ncccreshare = 10",           "1 0 0 { 0:0:2 }"),
    ("cccmaxhops = 1\ncccreshare = -1",           "1 0 0"),
    ("cccmaxhops = 1\nident = 0500:032830",       "1 0 0 { 0:0:0, 0500:032830:1 }"),
    ("cccmaxhops = 1\ncaid = 0B00",               "1 0 0 { 0:0:0, 0B00:000000:1 }"),
    ("cccmaxhops = 1\nservices = !sky",           "1 0 0 { 0500:032830:0 }"),
    ("cccmaxhops = 1\nservices = !adult",         "1 0 0 { } { 0500:000000:1234 }"),
    ("cccmaxhops = 1\nservices = !gone",          "1 0 0"),
    ("cccmaxhops = 1\nallowedtimeframe = ALL@06:00-20:00",
                                                  "1 0 0 { } { } { 06:00-20:00 }"),
    ("cccmaxhops = 1\nhostname = 192.168.1.20",   "1 0 0 { } { } { } 192.168.1.20"),
    ("cccmaxhops = 1\nallowedprotocols = newcamd,cccam", "1 0 0"),
    ("cccmaxhops = 999",                          "255 0 0"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "rest"), WRITTEN)
def test_an_account_is_written(options: str, rest: str) -> None:
    made = make(f"user = kids\n{options}")

    assert made.lines == [f"F: kids {MARK} {rest}".encode()]


def test_what_oscam_conf_shares_is_the_number_of_a_list() -> None:
    made = make("user = a\ncccmaxhops = 1\ncaid = 0500", reshare=1)

    assert made.lines == [f"F: a {MARK} 1 0 0 {{ 0:0:0, 0500:000000:2 }}".encode()]


# options                                 a word of why it is not carried over
NOT_WRITTEN = [
    ("",                                  "no user name"),
    ("user = a\npwd =",                   "no password"),
    ("user = a\ndisabled = 1",            "disabled"),
    ("user = a\nexpdate = 2030-01-01",    "no date"),
    ("user = a\nallowedprotocols = newcamd", "by CCcam"),
    ("user = a\nchid = 0500:0001",        "CHID"),
    ("user = a\nclass = 01",              "class"),
    ("user = a\ncacheex = 2",             "cache exchange"),
    ("user = a\nhostname = my.example.org", "may lead out"),
    ("user = a\nhostname = 203.0.113.9",  "not an address of a home"),
    ("user = local",                      "own descrambling"),
    ("user = a\ncaid = 0500&FF00",        "masks"),
    ("user = a\nservices = adult",        "only channels"),
    ("user = a\nallowedtimeframe = SAT@06:00-20:00", "day to day"),
    ("user = a b",                        "cannot hold"),
    ("user = #a",                         "cannot hold"),
    ("user = abcdefghijklmnopqrstu",      "cannot hold"),
    ("user = a\npwd = p#w",               "cannot hold"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "word"), NOT_WRITTEN)
def test_an_account_is_not_written(options: str, word: str) -> None:
    made = make(options, own=b"local")

    first, *others = made.ledger.report().entries
    assert made.lines == []
    assert first.fate is Fate.DROPPED
    assert word in first.notes[0]
    assert {entry.fate for entry in others} == {Fate.DROPPED}


def test_one_home_has_an_end() -> None:
    made = make(*(f"user = a{n}" for n in range(MAX_ACCOUNTS + 1)))

    assert len(made.lines) == MAX_ACCOUNTS
    dropped = [e for e in made.ledger.report().entries if "at most 16" in str(e.notes)]
    assert [entry.subject for entry in dropped] == ["account a16"]


def test_of_two_accounts_with_one_name_the_first_counts() -> None:
    made = make("user = a\ncccmaxhops = 1", "user = a\ncccmaxhops = 2")

    assert made.lines == [f"F: a {MARK} 1 0 0".encode()]


# option                    its value    what becomes of it  a word of the note
REPORTED = [
    ("cccmaxhops",          "1",         Fate.KEPT,          "uphops 1"),
    ("cccmaxhops",          "-1",        Fate.CHANGED,       "no card at all"),
    ("cccreshare",          "0",         Fate.KEPT,          "downhops 1"),
    ("cccreshare",          "5",         Fate.CHANGED,       "one more server"),
    ("cccreshare",          "-1",        Fate.KEPT,          "GLOBAL LIMITS"),
    ("au",                  "1",         Fate.KEPT,          "allowemm is 1"),
    ("au",                  "own",       Fate.CHANGED,       "every line"),
    ("au",                  "gone",      Fate.CHANGED,       "allowemm is 0"),
    ("max_connections",     "1",         Fate.KEPT,          "one log-in"),
    ("max_connections",     "3",         Fate.CHANGED,       "one account for each"),
    ("services",            "!sky",      Fate.KEPT,          "braces"),
    ("services",            "!gone",     Fate.CHANGED,       "left out"),
    ("preferlocalcards",    "1",         Fate.DROPPED,       "nothing like it"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "fate", "word"), REPORTED)
def test_an_option_is_reported(name: str, value: str, fate: Fate, word: str) -> None:
    made = make(f"user = kids\n{name} = {value}")

    found = [e for e in made.ledger.report().entries if e.option == name]
    assert [entry.fate for entry in found] == [fate]
    assert word in found[0].notes[0]


def test_groups_that_hide_a_line_are_reported() -> None:
    kept, changed = make("user = a"), make("user = b\ngroup = 2")

    of_kept = [e for e in kept.ledger.report().entries if e.option == "group"]
    of_changed = [e for e in changed.ledger.report().entries if e.option == "group"]
    assert of_kept[0].fate is Fate.KEPT
    assert of_changed[-1].fate is Fate.CHANGED
    assert "attic" in of_changed[-1].notes[0]
