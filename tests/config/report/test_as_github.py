"""Workflow commands: one line each, whatever is in them."""

from hearth.config.report.as_github import as_github
from tests.config.report.sheets import sheet


def test_one_command_each() -> None:
    lines = as_github([sheet()]).splitlines()

    assert [line.partition(" ")[0] for line in lines] == [
        "::error", "::warning", "::error", "::notice", "::notice",
    ]  # fmt: skip
    assert lines[0] == (
        "::error file=CCcam.cfg,line=1,endLine=1,col=22,endColumn=27,"
        "title=H201 port-out-of-range"
        "::SERVER LISTEN PORT is not a number from 0 to 65535"
        "%0AThere is no such port, so nothing can listen on it and nothing can be"
        " reached through it."
        "%0AWrite such a port; if it is another field, one before it is missing."
    )


def test_signs_that_mean_something_are_written_otherwise() -> None:
    made = sheet("rubbish\n", "a,b:c%.cfg")
    odd = made.findings[0]._replace(message="100%\r\nfull: a, b")
    (line,) = as_github([made._replace(findings=(odd,))]).splitlines()

    assert line.startswith("::warning file=a%2Cb%3Ac%25.cfg,line=1,")
    assert "::100%25%0D%0Afull: a, b%0A" in line
