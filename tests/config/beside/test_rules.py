"""Every rule's page: its form, and its example, which is a test."""

import re
from pathlib import Path

import pytest

from hearth.config.beside.channels import channel_info
from hearth.config.beside.findings import findings_of
from hearth.config.beside.overlay import overlay
from hearth.config.beside.packed import PackedNames
from hearth.config.beside.prio import read_prio
from hearth.config.beside.rule import BesideRule
from hearth.config.beside.rules import all_rules
from hearth.config.beside.sides import remarks_on
from hearth.config.beside.toml import read_toml
from hearth.config.language.document import Document
from hearth.config.read import read_config
from hearth.config.rules import all_rules as all_rules_of_cccam_cfg
from hearth.diagnostics import Finding

MARK = re.compile(r"# (error|warning|note): \[(H\d+)\]")
CCCAM_CFG = b"KEEPALIVE TIMEOUT : 30\nC: card.home.lan 12000 hearth secret\n"

BESIDE_RULES = all_rules()
ids = [rule.code for rule in BESIDE_RULES]


def example(rule: BesideRule) -> str:
    fenced = re.search(r"```\n(.*)```", rule.section("Example"), re.DOTALL)
    return fenced[1] if fenced else ""


def findings(rule: BesideRule, text: str) -> tuple[Finding, ...]:
    """Read an example as the file that it is of."""
    if rule.name.startswith("prio"):
        return findings_of(read_prio(text.encode()).remarks, "prio")
    if rule.name.startswith("names"):
        names = PackedNames(text.encode(), channel_info)
        return findings_of(remarks_on(names), "names")
    # Only the examples of H705 and H706 have a CCcam.cfg beside them.
    beside = CCCAM_CFG if "beside it" in rule.section("Example") else b""
    lines = re.findall(r'"(\S+):(\d+)"', text)
    beside += b"".join(f"C: {h} {p} u p\n".encode() for h, p in lines if not beside)
    reading = read_config(beside, file="CCcam.cfg")
    said = overlay(reading, "CCcam.cfg", read_toml(text.encode()), "hearth.toml")
    return tuple(f for f in said.findings if f.file == "hearth.toml")


def found_in(rule: BesideRule, text: str) -> list[tuple[int, str, str]]:
    return [(f.span.line, f.severity.value, f.code) for f in findings(rule, text)]


def marked(text: str) -> set[tuple[int, str, str]]:
    """Give line, severity and code of every mark."""
    return {
        (number + line.lstrip().startswith("#"), found[1], found[2])
        for number, line in enumerate(text.splitlines(), start=1)
        for found in MARK.finditer(line)
    }


@pytest.mark.parametrize("rule", BESIDE_RULES, ids=ids)
def test_the_page_says_what_it_has_to(rule: BesideRule) -> None:
    assert rule.page.startswith(f"{rule.code} {rule.name}: ")
    assert rule.section("What it finds")
    assert rule.why.endswith(".")
    assert example(rule).strip()


@pytest.mark.parametrize("rule", BESIDE_RULES, ids=ids)
def test_the_example_has_the_marked_findings_and_no_other(rule: BesideRule) -> None:
    text = example(rule)
    found = found_in(rule, text)

    assert set(found) == marked(text)
    assert len(found) == len(set(found))
    assert rule.code in {code for _, _, code in found}


@pytest.mark.parametrize("rule", BESIDE_RULES, ids=ids)
def test_a_fix_mends_what_it_is_for(rule: BesideRule) -> None:
    text = example(rule)

    for finding in findings(rule, text):
        if finding.fix is not None:
            mended = Document(text.encode()).apply(finding.fix.edits).data.decode()
            place = (finding.span.line, finding.severity.value, finding.code)
            assert place not in found_in(rule, mended)


def test_codes_and_names_are_unique_and_in_order() -> None:
    both = (*all_rules_of_cccam_cfg(), *BESIDE_RULES)

    assert ids == sorted(set(ids))
    assert len({rule.code for rule in both}) == len(both)
    assert len({rule.name for rule in both}) == len(both)


def test_one_rule_a_file_and_the_file_is_named_after_it() -> None:
    folder = Path(overlay.__code__.co_filename).parent / "rules"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}

    assert files == {rule.name.replace("-", "_") for rule in BESIDE_RULES}
    assert files == {rule.look.__module__.rpartition(".")[2] for rule in BESIDE_RULES}
