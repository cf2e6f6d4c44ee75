"""Put what was noted of a file beside CCcam.cfg into words."""

from __future__ import annotations

from hearth.config.beside.remarks import Remarks
from hearth.config.beside.rules import rule_of
from hearth.diagnostics import Finding


def findings_of(remarks: Remarks, file: str) -> tuple[Finding, ...]:
    """
    Give the findings on a file, in its order.

    Args:
        remarks: What was noted.
        file: The file's name, as a person would write it.

    """
    rules = [rule_of(kind) for kind in remarks.kinds()]
    found = [rule.finding(hit, file) for rule in rules for hit in rule.look(remarks)]
    return tuple(sorted(found, key=lambda finding: (finding.span, finding.code)))
