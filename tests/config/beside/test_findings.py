"""What was noted, in words: in the order of the file, and each with its why."""

from hearth.config.beside.findings import findings_of
from hearth.config.beside.remarks import Kind, Remarks
from hearth.diagnostics import Span


def test_findings_come_in_the_order_of_the_file() -> None:
    remarks = Remarks()
    for kind, line in ((Kind.WRONG_TYPE, 3), (Kind.NOT_TOML, 2), (Kind.WRONG_TYPE, 1)):
        remarks.add(kind, Span(line, 1, line, 2), what="it", allowed="that")
    findings = findings_of(remarks, "hearth.toml")

    assert [finding.short() for finding in findings] == [
        "hearth.toml:1:1: error H703 wrong-type: it takes that",
        "hearth.toml:2:1: error H701 not-toml: this cannot be read as TOML: it",
        "hearth.toml:3:1: error H703 wrong-type: it takes that",
    ]
    assert all(finding.why.endswith(".") for finding in findings)


def test_nothing_noted_is_nothing_found() -> None:
    assert findings_of(Remarks(), "hearth.toml") == ()
