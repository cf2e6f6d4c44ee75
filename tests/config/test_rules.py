"""Every rule's page: its form, and its example, which is a test."""

import re
from pathlib import Path

import pytest

from hearth.config.document import Document
from hearth.config.problems import Trouble
from hearth.config.read import Reading, read_config
from hearth.config.rule import Rule
from hearth.config.rules import BY_CODE, RULES
from hearth.diagnostics import Finding, Severity

MARK = re.compile(r"# (error|warning|note): \[(H\d+)\]")
LETTERS = re.compile(r"<(.) x (\d+)>")
NO_EXAMPLE = {"H116"}  # it needs 200,000 lines; see test_parse

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
    assert set(BY_CODE) == set(codes)


def test_one_rule_a_file_and_the_file_is_named_after_it() -> None:
    folder = Path(read_config.__code__.co_filename).parent / "rules"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}

    assert files == {rule.name.replace("-", "_") for rule in RULES}
    assert files == {rule.check.__module__.rpartition(".")[2] for rule in RULES}


def test_every_trouble_has_its_rule_and_costs_its_line_if_that_is_an_error() -> None:
    for trouble in Trouble:
        rule = BY_CODE[trouble.code]
        assert trouble.is_used is (rule.severity is not Severity.ERROR), trouble
        assert trouble.name.lower().replace("_", "-") == rule.name, trouble


def fix_of(text: str, code: str) -> tuple[Finding, str]:
    reading = read_config(text.encode(), file="")
    finding = next(f for f in reading.findings if f.code == code)
    if finding.fix is None:
        return finding, ""
    return finding, reading.document.apply(finding.fix.edits).data.decode()


# code, line, mended line; nothing where no program can know
FIXES = [
    ("H101", "SERVER LISTN PORT : 1", "SERVER LISTEN PORT : 1"),
    ("H101", "WEBINFO  PASSWORDE : x", "WEBINFO PASSWORD : x"),
    ("H101", "NOTHING LIKE IT : 1", ""),
    ("H101", "X" * 50 + " : 1", ""),
    ("H103", "SERVER LISTEN PORT 12000", "SERVER LISTEN PORT: 12000"),
    ("H103", "SERVER LISTEN PORT = 12000", "SERVER LISTEN PORT: 12000"),
    ("H103", "  F kids secret", "  F: kids secret"),
    ("H107", "F: u p 0 0 1 {0:0:1}", "F: u p 0 0 1 { 0:0:1 }"),
    ("H107", "F: u p 0 0 1 { } {}", "F: u p 0 0 1 { } { }"),
    ("H107", "F: u p 0 0 1 { 0:0:1,, 0:1:1, }", "F: u p 0 0 1 { 0:0:1, 0:1:1 }"),
    ("H107", "F: u p 0 0 1 { 0:0 :1 }", "F: u p 0 0 1 { 0:0:1 }"),
    ("H107", "F: u p 0 0 1 { 0:0:1 0:1:1 }", ""),
    ("H108", "F: u p { 0:0:1 }", "F: u p 5 0 1 { 0:0:1 }"),
    ("H108", "F: u p 0 0 { 0100:0:1 }", "F: u p 0 0 1 { 0100:0:1 }"),
    ("H108", "C: h 1 u p { 0100:0:1 }", "C: h 1 u p no { 0100:0:1 }"),
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


# bytes, column of the invisible character
INVISIBLE = [
    (b"C:\xc2\xa0h 1 u p", 3),
    (b"C:\xa0h 1 u p", 3),
    (b"F: u\xe2\x80\x8b p", 5),
    (b"\n\xef\xbb\xbfF: u p", 1),
    (b"F: u p\x00", 7),
    (b"F:\tu\tp", None),
    (b"F: u p # \xc2\xa0", None),
    (b"\xef\xbb\xbfF: u p", None),
]


@pytest.mark.parametrize(("data", "column"), INVISIBLE)
def test_invisible_characters(data: bytes, column: int | None) -> None:
    findings = read_config(data, file="").findings
    columns = [f.span.column for f in findings if f.code == "H113"]

    assert columns == ([column] if column else [])


def test_documents_in_one_dialect_are_not_called_mixed() -> None:
    one = Document(b"F: a p 1 0 { 0:0:0 }\nC: h 1 u p { 0:0:2 }\n")

    assert "H114" not in {f.code for f in read_config(one.data, file="").findings}
