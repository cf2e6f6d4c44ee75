"""The report at a terminal."""

import pytest

from hearth.config.migration.report import Ledger, drop_comments
from hearth.config.migration.report_text import ranges, report_lines, summary

REPORT = """\
oscam.user:
    2 kept     account kids  -> F: kids
    3 kept     account kids: user, pwd (to line 4)
    5 changed  account kids: group
           - CCcam has no groups: this account will
             see the cards of attic, too
      dropped  comments: lines 1, 7-8
           - comments stay in the old file: they
             often hold old passwords

No line says it, and it has to be said:
       [cccam] reshare = 0
           - OSCam's own default is 10

3 kept, 1 changed, 3 dropped
"""


def ledger() -> Ledger:
    made = Ledger()
    made.line("oscam.user", 2, "account kids").target = "F: kids"
    made.line("oscam.user", 3, "account kids", "user")
    made.line("oscam.user", 4, "account kids", "pwd")
    made.line("oscam.user", 5, "account kids", "group").change(
        "CCcam has no groups: this account will see the cards of attic, too"
    )
    drop_comments(made, "oscam.user", [1, 7, 8])
    made.add("[cccam] reshare = 0", "OSCam's own default is 10")
    return made


def test_a_report_is_told_line_by_line() -> None:
    lines = report_lines(ledger().report(), width=52)

    assert "\n".join(lines) + "\n" == REPORT


def test_a_narrow_terminal_gets_lines_that_can_be_read() -> None:
    assert list(report_lines(ledger().report(), width=3)) == list(
        report_lines(ledger().report(), width=40)
    )


def test_the_summary_counts() -> None:
    assert summary(Ledger().report()) == "0 kept, 0 changed, 0 dropped"


# numbers                  in words
RANGES = [
    ([],                   ""),
    ([3],                  "3"),
    ([3, 4, 5],            "3-5"),
    ([1, 3, 4, 9],         "1, 3-4, 9"),
]  # fmt: skip


@pytest.mark.parametrize(("numbers", "text"), RANGES)
def test_runs_of_numbers_are_short(numbers: list[int], text: str) -> None:
    assert ranges(numbers) == text
