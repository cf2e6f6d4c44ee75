"""One line each."""

from hearth.config.report.as_short import as_short
from tests.config.report.sheets import sheet


def test_one_line_each() -> None:
    assert as_short([sheet()]).splitlines()[:3] == [
        (
            "CCcam.cfg:1:22: error H201 port-out-of-range:"
            " SERVER LISTEN PORT is not a number from 0 to 65535"
        ),
        (
            "CCcam.cfg:3:22: warning H107 brace-spacing:"
            " blanks or commas in these braces are not as the original wants them"
        ),
        (
            "CCcam.cfg:4:4: error H301 duplicate-account:"
            " line 3 has an account 'kids' already"
        ),
    ]


def test_nothing_of_nothing() -> None:
    assert as_short([sheet("")]) == ""


def test_what_is_left_out_is_counted() -> None:
    lines = as_short([sheet("rubbish\n" * 102)]).splitlines()

    assert len(lines) == 101
    assert lines[-1] == "CCcam.cfg: 2 more H102"
