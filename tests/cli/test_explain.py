"""``hearth explain`` as it is typed."""

import pytest
from click.testing import CliRunner, Result

from hearth.cli import main
from hearth.config.explain.topics import every_rule
from hearth.config.language.directives import NAMES, look_up
from hearth.config.language.forms import FORMS
from hearth.config.rule import Rule


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
    (["SERVER LISTN PORTS"], "Did you mean SERVER LISTEN PORT?"),
    (["LISTN PORT"], "Did you mean"),
    (["WEB INFO PORT"], "Did you mean WEBINFO PORT?"),
    (["nonsense"], "`hearth explain` lists all findings."),
    (["H999"], "No finding has the code H999. `hearth explain` lists all"),
    (["h7"], "No finding has the code H7."),
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


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.code)
def test_every_code_is_explained(rule: Rule) -> None:
    capital, small = run(rule.code), run(rule.code.lower())

    assert (capital.exit_code, capital.stderr) == (0, "")
    assert capital.stdout == small.stdout == run(rule.name).stdout
    head, title, *rest = capital.stdout.splitlines()
    assert head == f"{rule.severity.value} {rule.code} {rule.name}"
    assert title
    assert "What it finds" in rest
    assert "Why it matters" in rest
    assert max(map(len, (head, title, *rest))) <= 88


@pytest.mark.parametrize("name", NAMES)
def test_every_directive_is_explained(name: str) -> None:
    result = run(name)
    directive, alias = look_up(name)
    assert directive is not None

    assert (result.exit_code, result.stderr) == (0, "")
    head, meaning, *_ = result.stdout.splitlines()
    assert head == directive.name
    assert meaning.endswith((".", ",")) or " " in meaning
    assert f"\ndefault:   {directive.default or 'nothing'}, if" in result.stdout
    assert (alias is None) or f"asked for: {name}, " in result.stdout
    assert run(f"{name.lower()}:").stdout == result.stdout


# a line, what it is said to make Hearth do, a field of it with its meaning
LINES = [
    (
        "C: card.home.lan 12000 hearth s3c no { 0:0:1 }",
        "Hearth connects to card.home.lan at port 12000 as hearth,",
        "0:0:1          cards      All cards",
    ),
    (
        "C: card.home.lan 12000 hearth s3c { 0:0:2 }",
        "Hearth connects to card.home.lan at port 12000 as hearth,",
        "{ 0:0:2 }      reshare:distance:retries",
    ),
    (
        "F: kids s3c 0 0 1 { 0:0:1 } { 0100:000080:15df } { 12:00-17:00 } 10.0.0.9",
        "Hearth lets a receiver log in as kids, from 10.0.0.9 alone.",
        "12:00-17:00       times               There is a picture from 12:00 to",
    ),
    (
        "F: kids s3c 1 0 { 0:0:0 }",
        "Hearth lets a receiver log in as kids.",
        "{ 0:0:0 }",
    ),
    (
        "N: 10.0.0.2 10000 u s3c 01 02 03 04 05 06 07 08 09 10 11 12 13 14 1 0",
        "Hearth knows it and does not use it yet.",
        "hops       ",
    ),
    (
        "R: 10.0.0.2 678 0100 000080 1",
        "Hearth knows it and does not use it yet.",
        "0100      CAID      ",
    ),
    (
        "L: 10.0.0.2 567 u s3c 0100 000080",
        "Hearth knows it and does not use it yet.",
        "000080    provider   ",
    ),
    (
        "G: s3c own.lan 2500 s3c peer.lan 2501 { 0:0:1 }",
        "Hearth knows it and does not use it yet.",
        "peer.lan  peer host      ",
    ),
    (
        "B: /dev/sci0 03",
        "It is about the card and its reader, which are OSCam's in this home.",
        "/dev/sci0  device  The card reader.",
    ),
    ("SERVER LISTEN PORT : 12000", "default:   12000,", "12000  value  "),
    ("WEBINFO PASSWORD : s3c", "who:       Hearth does it", "***  value  "),
    ("GLOBAL LIMITS : { 0:0:1 }", "Hearth does it", "0:0:1  "),
    ("SOFTKEY FILE : /var/keys/SoftCam.Key", "error H903: ", "takes none"),
    ("KEEPALIVE TIMEOUT : 30", "the original CCcam ignores it", "30  value  "),
    ("C: 203.0.113.7 12000 u s3c", "error H901: ", "203.0.113.7"),
    ("F: kids", "error H104: ", "does not use this line"),
    ("# F: kids s3c", "A comment: nothing is done.", "Hidden here."),
    ("SERVER LISTN PORT : 1", "warning H101: ", "Did you mean SERVER"),
    ("SERVER LISTEN PORT 12000", "error H103: ", "no colon"),
    ("[reader]", "error H801: ", "hearth migrate"),
    ("http://example.org/lines", "error H904: ", "fetches no lines"),
]


@pytest.mark.parametrize(("line", "does", "field"), LINES)
def test_a_whole_line_of_every_kind_is_explained(
    line: str, does: str, field: str
) -> None:
    result = run(line)

    assert (result.exit_code, result.stderr) == (0, "")
    assert does in result.stdout
    assert field in result.stdout
    assert "s3c" not in result.stdout


def test_every_kind_of_line_is_among_them() -> None:
    assert {line[0] for line, *_ in LINES if line[1] == ":"} == set(FORMS)


def test_a_password_is_not_shown() -> None:
    for line in ("C: h 1 u S3cr3tM4rk no", "# WEBINFO PASSWORD : S3cr3tM4rk"):
        assert "S3cr3tM4rk" not in run(line).output
