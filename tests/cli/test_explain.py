"""``hearth explain`` as it is typed."""

import pytest
from click.testing import CliRunner, Result

from hearth.cli import main


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["explain", *args], env={"COLUMNS": "80"})


# words, the beginning of what is said
EXPLAINED = [
    (["H112"], "warning H112 hash-cuts-line\n"),
    (["h112"], "warning H112 hash-cuts-line\n"),
    (["hash-cuts-line"], "warning H112 hash-cuts-line\n"),
    (["DISABLE EMM"], "DISABLE EMM\nWith yes, Hearth passes no EMMs on."),
    (["disable", "emm"], "DISABLE EMM\nWith yes, Hearth passes no EMMs on."),
    (["F:"], "F: an account for a receiver\n"),
    (["F: kids s3c 0 0 1"], "F: kids *** 0 0 1\n\n  F:    line"),
    (["F:", "kids", "s3c", "-1"], "F: kids *** **\n\n  F:    line"),
    ([], "H1xx Syntax\n  H101 "),
    ([" "], "H1xx Syntax\n  H101 "),
]


@pytest.mark.parametrize(("words", "begin"), EXPLAINED)
def test_what_is_explained(words: list[str], begin: str) -> None:
    result = run(*words)

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(begin)
    assert "\x1b" not in result.stdout


# words, what is said of them
UNKNOWN = [
    (["SERVER LISTN PORTS"], "'SERVER LISTN PORTS' is neither"),
    (["LISTN PORT"], "Did you mean"),
    (["kids", "S3cr3tM4rk"], "This is neither"),
    (["user:S3cr3tM4rk@host"], "This is neither"),
]


@pytest.mark.parametrize(("words", "said"), UNKNOWN)
def test_what_is_not_known(words: list[str], said: str) -> None:
    result = run(*words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("hearth: ")
    assert said in result.stderr
    assert "S3cr3tM4rk" not in result.stderr


def test_a_password_is_not_shown() -> None:
    for line in ("C: h 1 u S3cr3tM4rk no", "# WEBINFO PASSWORD : S3cr3tM4rk"):
        assert "S3cr3tM4rk" not in run(line).output
