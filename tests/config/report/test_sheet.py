"""A sheet has all that is to be said, and what is not to be."""

from hearth.config.report.sheet import counted
from hearth.diagnostics import Edit, Severity, Span
from tests.config.report.sheets import sheet


def test_what_there_is_to_say() -> None:
    made = sheet()

    assert made.file == "CCcam.cfg"
    assert [finding.code for finding in made.findings] == [
        "H201", "H107", "H301", "H304", "H304",
    ]  # fmt: skip
    assert made.counts() == {Severity.ERROR: 2, Severity.WARNING: 1, Severity.NOTE: 2}
    assert made.about == "1 account, 1 line"


def test_what_an_edit_puts_in_is_shown_without_secrets() -> None:
    edit = Edit(Span(3, 9, 3, 15), "k7Rt2m no")

    assert sheet().shown(edit) == "****** no"


def test_one_is_one_and_two_are_several() -> None:
    assert [counted(n, "line") for n in (0, 1, 2)] == ["0 lines", "1 line", "2 lines"]
