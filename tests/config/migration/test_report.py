"""The report: a line is kept unless somebody says otherwise."""

import pytest

from hearth.config.migration.report import (
    COMMENT,
    Entry,
    Fate,
    Ledger,
    Line,
    drop_comments,
)


def test_a_line_is_kept_until_something_is_changed() -> None:
    line = Line("x", 1, "F: a")
    line.keep("one")
    line.change()
    kept = line.entry()
    line.change("two", "one")

    assert (kept.fate, kept.notes) == (Fate.KEPT, ("one",))
    assert line.entry() == Entry(Fate.CHANGED, "x", 1, "F: a", "", ("one", "two"))


def test_a_dropped_line_stays_dropped_and_goes_nowhere() -> None:
    line = Line("x", 1, "F: a", "there")
    line.keep("one")
    line.drop("because")
    assert line.is_dropped
    line.change("two")

    entry = line.entry()
    assert (entry.fate, entry.target) == (Fate.DROPPED, "")
    assert entry.notes == ("because", "two")


def test_entries_are_in_the_order_of_files_and_lines() -> None:
    ledger = Ledger()
    ledger.add("[cccam]", "nobody said it")
    for file, number in (("b", 2), ("a", 1), ("b", 1)):
        ledger.line(file, number, "x")
    drop_comments(ledger, "a", [3])

    report = ledger.report()
    assert [(e.file, e.line) for e in report.entries] == [
        ("b", 1), ("b", 2), ("a", 1), ("a", 3), ("", 0),
    ]  # fmt: skip
    assert report.of(3).subject == COMMENT
    assert report.of(1, "a").file == "a"
    assert ledger.seen("b") == {1, 2}
    with pytest.raises(KeyError):
        report.of(9)


def test_it_is_counted_and_is_json() -> None:
    ledger = Ledger()
    ledger.line("x", 1, "F: a").change("moved")
    ledger.line("x", 2, "account a", "user")
    ledger.add("[cccam] reshare = 0", "why")

    assert ledger.report().as_json() == {
        "counts": {"kept": 1, "changed": 1, "dropped": 0, "added": 1},
        "entries": [
            {
                "file": "x", "line": 1, "fate": "changed", "subject": "F: a",
                "option": "", "target": "", "notes": ["moved"],
            },
            {
                "file": "x", "line": 2, "fate": "kept", "subject": "account a",
                "option": "user", "target": "", "notes": [],
            },
            {
                "file": "", "line": 0, "fate": "added",
                "subject": "[cccam] reshare = 0", "option": "",
                "target": "[cccam] reshare = 0", "notes": ["why"],
            },
        ],
    }  # fmt: skip
