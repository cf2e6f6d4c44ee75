"""Every rule's page: its form, and its example, which is a test."""

import re
from pathlib import Path

import pytest

from hearth.config.language.document import Document
from hearth.config.language.problems import Trouble
from hearth.config.read import Reading, read_config
from hearth.config.rule import Rule
from hearth.config.rules import all_rules, rule_of, rules_by_code
from hearth.config.rules.unknown_directive import nearest
from hearth.diagnostics import Finding, Severity

MARK = re.compile(r"(error|warning|note): \[(H\d+)\]")
LETTERS = re.compile(r"<(.) x (\d+)>")
NO_EXAMPLE = {
    "H116",  # it needs 200,000 lines; see test_parse
    "H501", "H508", "H601", "H602", "H603",  # about a file's place; see sense/
}  # fmt: skip

RULES = all_rules()

ids = [rule.code for rule in RULES]


def example(rule: Rule) -> str:
    """Give a rule's example as the file that it stands for."""
    fenced = re.search(r"```\n(.*)```", rule.section("Example"), re.DOTALL)
    if fenced is None:
        return ""
    text = LETTERS.sub(lambda found: found[1] * int(found[2]), fenced[1])
    return text.replace("\\xa0", "\xa0")


def marked(text: str) -> set[tuple[int, str, str]]:
    """Give line, severity and code of every mark."""
    return {
        (number + line.lstrip().startswith("#"), found[1], found[2])
        for number, line in enumerate(text.splitlines(), start=1)
        for found in MARK.finditer(line)
    }


def found_in(reading: Reading) -> list[tuple[int, str, str]]:
    return [(f.span.line, f.severity.value, f.code) for f in reading.findings]


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_the_page_says_what_it_has_to(rule: Rule) -> None:
    assert rule.page.startswith(f"{rule.code} {rule.name}: ")
    assert rule.section("What it finds")
    assert rule.why.endswith(".")
    assert bool(example(rule).strip()) is (rule.code not in NO_EXAMPLE)


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_the_example_has_the_marked_findings_and_no_other(rule: Rule) -> None:
    text = example(rule)
    found = found_in(read_config(text.encode(), file="CCcam.cfg"))

    assert set(found) == marked(text)
    assert len(found) == len(set(found))
    assert rule.code in NO_EXAMPLE or rule.code in {code for _, _, code in found}


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_a_fix_mends_what_it_is_for(rule: Rule) -> None:
    reading = read_config(example(rule).encode(), file="CCcam.cfg")

    for finding in reading.findings:
        if finding.fix is None:
            continue
        mended = read_config(reading.document.apply(finding.fix.edits).data, file="")
        before, after = found_in(reading), found_in(mended)
        place = (finding.span.line, finding.severity.value, finding.code)
        assert place not in after
        assert len(after) <= len(before)
        if finding.fix.safe:
            assert mended.settings == reading.settings


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]

    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert list(rules_by_code().values()) == list(RULES)


def test_one_rule_a_file_and_the_file_is_named_after_it() -> None:
    folder = Path(read_config.__code__.co_filename).parent / "rules"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}

    assert files == {rule.name.replace("-", "_") for rule in RULES}
    assert files == {rule.check.__module__.rpartition(".")[2] for rule in RULES}


def test_every_trouble_has_its_rule_and_costs_its_line_if_that_is_an_error() -> None:
    for trouble in Trouble:
        rule = rule_of(trouble)
        assert rule.code == trouble.code
        assert trouble.is_used is (rule.severity is not Severity.ERROR), trouble
        assert trouble.name.lower().replace("_", "-") == rule.name, trouble


def fix_of(text: str, code: str) -> tuple[Finding, str]:
    reading = read_config(text.encode(), file="")
    finding = next(f for f in reading.findings if f.code == code)
    if finding.fix is None:
        return finding, ""
    return finding, reading.document.apply(finding.fix.edits).data.decode()


KEY = "01 02 03 04 05 06 07 08 09 10 11 12 13 14"

# code, line, mended line; nothing where no program can know
FIXES = [
    ("H101", "SERVER LISTN PORT : 1", "SERVER LISTEN PORT : 1"),
    ("H101", "WEBINFO  PASSWORDE : x", "WEBINFO PASSWORD : x"),
    ("H101", "NOTHING LIKE IT : 1", ""),
    ("H101", "X" * 50 + " : 1", ""),
    ("H103", "SERVER LISTEN PORT 12000", "SERVER LISTEN PORT: 12000"),
    ("H103", "SERVER LISTEN PORT = 12000", "SERVER LISTEN PORT: 12000"),
    ("H103", "  F kids secret", "  F: kids secret"),
    ("H103", "F; kids secret", "F: kids secret"),
    ("H103", "C;card.home.lan 12000 u p", "C: card.home.lan 12000 u p"),
    ("H101", "ALLOW TELNET INFO : no", "ALLOW TELNETINFO : no"),
    ("H107", "F: u p 0 0 1 {0:0:1}", "F: u p 0 0 1 { 0:0:1 }"),
    ("H107", "F: u p 0 0 1 { } {}", "F: u p 0 0 1 { } { }"),
    ("H107", "F: u p 0 0 1 { 0:0:1,, 0:1:1, }", "F: u p 0 0 1 { 0:0:1, 0:1:1 }"),
    ("H107", "F: u p 0 0 1 { 0:0 :1 }", "F: u p 0 0 1 { 0:0:1 }"),
    ("H107", "GLOBAL LIMITS:{0:0:1}", "GLOBAL LIMITS:{ 0:0:1 }"),
    ("H108", "F: u p { 0:0:1 }", "F: u p 5 0 1 { 0:0:1 }"),
    ("H108", "F: u p 0 0 { 0100:0:1 }", "F: u p 0 0 1 { 0100:0:1 }"),
    ("H108", "C: h 1 u p { 0100:0:1 }", "C: h 1 u p no { 0100:0:1 }"),
    ("H113", "C:\xa0h 1 u p", "C: h 1 u p"),
    ("H113", "F: u\u200b p", "F: u p"),
    (
        "H118",
        "N: h 1 u p 0102030405060708091011121314 1",
        "N: h 1 u p 01 02 03 04 05 06 07 08 09 10 11 12 13 14 1",
    ),
    ("H118", "N: h 1 u p 01", ""),
    ("H119", "C: h:12000 u p", "C: h 12000 u p"),
    ("H119", "R: h:678 12000 0100 0", "R: h 12000 0100 0"),
    ("H120", "F: u p 0 0 1 { 1:00-2:00 }", "F: u p 0 0 1 { } { } { 1:00-2:00 }"),
    ("H120", "F: u p 0 0 1 { 0100:0:15df }", "F: u p 0 0 1 { } { 0100:0:15df }"),
    ("H120", "F: u p 0 0 1 { } { } { 0:0:1 }", ""),
    ("H120", "F: u p 0 0 1 { 1:00-2:00 } { }", ""),
    ("H121", 'F: u "p"', "F: u p"),
    ("H123", "webinfo username:x # y", "WEBINFO USERNAME :x # y"),
    ("H123", "  WEBINFO LISTEN PORT : 1", "WEBINFO LISTEN PORT : 1"),
    ("H124", "C: http://h/x 1 u p", "C: h 1 u p"),
    ("H124", "C: a/b 1 u p", ""),
    (
        "H203",
        "F: u p 0 0 1 { } { } { 1:00\u20132:00 }",
        "F: u p 0 0 1 { } { } { 1:00-2:00 }",
    ),
    ("H203", "F: u p 0 0 1 { } { } { 1-2 }", ""),
    ("H205", "DISABLE EMM : ja", "DISABLE EMM : yes"),
    ("H205", "DISABLE EMM : 0", "DISABLE EMM : no"),
    ("H205", "DISABLE EMM : maybe", ""),
    ("H205", "DEBUG : 4", "DEBUG LEVEL : 4"),
    ("H206", "KEEPALIVE TIMEOUT : 30s", "KEEPALIVE TIMEOUT : 30"),
    ("H206", "RECV TIMEOUT : 5000 ms", "RECV TIMEOUT : 5000"),
    ("H206", "RECV TIMEOUT : 50 ms", ""),
    ("H206", "RECV TIMEOUT : 5000 bytes", ""),
    ("H208", "C: h 1 u p 0", "C: h 1 u p no"),
    ("H308", "F: u p 0 0 1 { 0:0 }", "F: u p 0 0 1 { 0:0:1 }"),
    ("H310", "C: h 1 u p no { 0:0:0 }", "C: h 1 u p no { 0:0:1 }"),
    ("H406", f"N: h 1 u p {KEY} 256", f"N: h 1 u p {KEY}"),
    ("H905", "F: u p 0 1 1", "F: u p 0 0 1"),
    ("H905", "C: h 1 u p yes", "C: h 1 u p no"),
    ("H302", "F: u p 192.168.1.5", "F: u p 5 0 1 { } { } { } 192.168.1.5"),
    ("H302", "F: u p 0 192.168.1.5", "F: u p 0 0 1 { } { } { } 192.168.1.5"),
    (
        "H302",
        "F: u p 0 0 1 { 0:0:1 } 192.168.1.5",
        "F: u p 0 0 1 { 0:0:1 } { } { } 192.168.1.5",
    ),
    ("H302", "F: u p 1 0 { 0:0:0 } 192.168.1.5", ""),
    ("H302", "F: u p 0 0 1 192.168.1.5 { }", ""),
    ("H401", "WEBINFO PORT :16001 # x", "WEBINFO LISTEN PORT :16001 # x"),
    ("H401", "KEEPALIVE TIMEOUT : 30", ""),
    ("H405", "phoenix reader path : /dev/x", "SERIAL READER : /dev/x"),
]


@pytest.mark.parametrize(("code", "line", "mended"), FIXES)
def test_fixes(code: str, line: str, mended: str) -> None:
    assert fix_of(line, code)[1] == mended


# line, message
MESSAGES = [
    ("CCAM DEBUG : 1", "no directive has this name: CCAM DEBUG"),
    ("KEEPALIVE TIMEOUT 30", "after KEEPALIVE TIMEOUT there is no colon"),
    ("GLOBAL LIMITS { 0:0:1 }", "after GLOBAL LIMITS there is no colon"),
    ("WEBINFO PASSWORD secret : x", "after WEBINFO PASSWORD there is no colon"),
    ("F: u p 0 0 1 [ 0:0:1 ]", "braces are { and }, not this"),
    ("F: u p 0 0 1 [0:0:1]", "braces are { and }, not this"),
    ("C: h 1 u p no (0:0:1)", "braces are { and }, not this"),
    ("F: u p 12:00-17:00", "these times stand in no braces"),
    ("F: u p 0 0 1 { } { } 12:00-17:00", "these times stand in no braces"),
    ("C: 192.168.1.300 1 u p", "192.168.1.300 is no address"),
    ("USE NEWCAMD : no", "the original ignores USE NEWCAMD; Hearth knows it"),
    ("B: /dev/x 09", "the sum is not from 0 to 7"),
    ("IGNORE NODE : 1", "IGNORE NODE is not 16 hexadecimal digits"),
    ("DVB API : 2", "DVB API takes -1, 1 or 3"),
    (
        "[reader]\nlabel = x",
        "this is a line of OSCam's or NCam's files, and one more is",
    ),
    ("F: u p 0 0 1 {", "this brace has no partner"),
    ("F: u p 0 0 1 { } x { }", "this stands between two pairs of braces"),
    (
        "C: h 1 u p no { } { }",
        "these braces are too many: the line has room for one pair",
    ),
    ("GLOBAL LIMITS : 1", "here one pair of braces has to be, and nothing else"),
    ("SERVER PORT : 1", "no directive has this name: SERVER PORT"),
    ("user secret : 1", "no directive has this name"),
    ("F: a p\nF: a p", "line 1 has an account 'a' already"),
    ("F: a", "the line ends before its password"),
    ("C: h 1 u", "the line ends before its password"),
    ("C: h x u p", "the port is not a number from 1 to 65535"),
    ("SERVER LISTEN PORT : x", "SERVER LISTEN PORT is not a number from 0 to 65535"),
    ("DEBUG LEVEL : x", "DEBUG LEVEL takes a whole number from 0 to 12"),
    (
        "RECV TIMEOUT : 1",
        "RECV TIMEOUT takes a whole number from 100 to 60000 milliseconds",
    ),
    ("C: 203.0.113.7 1 u p", "203.0.113.7 is not an address of a home"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), MESSAGES)
def test_messages(text: str, message: str) -> None:
    findings = read_config(text.encode(), file="").findings

    assert message in {finding.message for finding in findings}


# line, whether the # is noted
HASHES = [
    ("F: u p#q", True),
    ("F: u#p", True),
    ("F: u p 0#q", False),
    ("F: u p #q", False),
    ("F: u p 0 0 1 { }#q", False),
    ("C: h 1 u p#q no", True),
    ("C: h 1 u p no#v2.3.0", False),
    ("N: h 1 u p#q", True),
    ("G: p h 1 q#r", True),
    ("R: h 1 0100 000080#x", False),
    ("WEBINFO PASSWORD : p#q", True),
    ("WEBINFO USERNAME : p#q", False),
    ("rubbish#q", False),
]


@pytest.mark.parametrize(("line", "noted"), HASHES)
def test_a_hash_that_may_have_cut_a_password(line: str, noted: bool) -> None:
    findings = read_config(line.encode(), file="").findings

    assert ("H112" in {finding.code for finding in findings}) is noted


# lines with signs that could be braces, or times, and are none
OTHER_SIGNS = [
    "F: u p 0 0 1 { } { } { } [fd00::5]",
    "F: u (p",
    "F: u [0:0:1]",
    "F: u 12:00-17:00",
    "C: [fd00::5] 12000 u (p)",
    "SERIAL READER : /dev/ttyUSB0",
    "SERIAL READER : /dev/ttyUSB0  Phoenix",
    "SERIAL READER : /dev/ttyUSB0 smartreader+",
]


# lines, and all that is said of each
ONCE = [
    ("F: kids k7Rt2m{ 0:0:1 }", ["H105"]),
    ("F: kids k7Rt2m 0 0 1 ( 0:0:1 )", ["H105"]),
    ("F: kids k7Rt2m 0 0 1 { 0:0:1", ["H105"]),
    ("C: 192.168.1.300 12000 u k7Rt2m", ["H213"]),
]


@pytest.mark.parametrize(("line", "codes"), ONCE)
def test_one_mistake_is_said_once(line: str, codes: list[str]) -> None:
    findings = read_config(line.encode(), file="").findings

    assert [finding.code for finding in findings] == codes


@pytest.mark.parametrize("line", OTHER_SIGNS)
def test_what_only_looks_wrong(line: str) -> None:
    codes = {finding.code for finding in read_config(line.encode(), file="").findings}

    assert codes <= {"H305"}


def test_documents_in_one_dialect_are_not_called_mixed() -> None:
    one = Document(b"F: a p 1 0 { 0:0:0 }\nC: h 1 u p { 0:0:2 }\n")

    assert "H114" not in {f.code for f in read_config(one.data, file="").findings}


# as written, what was perhaps meant
NEAR = [
    ("SERVER LISTN PORT", "SERVER LISTEN PORT"),
    ("server_listen_port", "SERVER LISTEN PORT"),
    ("SERVER PORT", "SERVER LISTEN PORT"),
    ("CCAM DEBUG", "DEBUG"),
    ("WEBINFO USER", "WEBINFO USERNAME"),
    ("CARD SHARING", None),
    ("x" * 41, None),
]


@pytest.mark.parametrize(("written", "near"), NEAR)
def test_what_was_perhaps_meant(written: str, near: str | None) -> None:
    assert nearest(written) == near
