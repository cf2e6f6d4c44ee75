"""The commands of the remedies, for a person to look at and to type."""

from __future__ import annotations

from hearth.doctor.examine import Diagnosis
from hearth.doctor.words import shown


def as_plan(diagnosis: Diagnosis) -> str:
    """Say what would be typed, cause by cause; everything else is a comment."""
    lines = ["# Nothing of this was run. Read it before you do."]
    for judged in diagnosis.causes:
        verdict = judged.verdict
        lines += ["", f"# {judged.check.code}: {verdict.title}"]
        if verdict.remedy:
            lines.append(f"# {verdict.remedy}")
        lines += [shown(command, 400) for command in verdict.commands]
    if len(lines) == 1:
        return "# Nothing has to be mended.\n"
    return "\n".join(lines) + "\n"
