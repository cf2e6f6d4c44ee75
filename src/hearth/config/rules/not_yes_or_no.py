"""H205, not-yes-or-no."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.config.language.problems import Trouble
from hearth.config.language.statements import DirectiveStatement
from hearth.config.meaning.values import decimal
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity


@rule("H205", "not-yes-or-no", Severity.ERROR)
def not_yes_or_no(subject: Subject) -> Iterator[Hit]:
    """
    H205 not-yes-or-no: a switch that is neither yes nor no.

    ## What it finds
    A value other than `yes` and `no` where only those two are.

    ## Why it matters
    Its default stays in force, whatever was meant.

    ## Example
    ```
    DISABLE EMM : maybe  # error: [H205]
    # note: [H304]
    DEBUG : 4  # error: [H205]
    ```
    """
    for problem in subject.of(Trouble.NOT_YES_OR_NO):
        assert isinstance(problem.statement, DirectiveStatement)
        yield _hit(problem.statement)


YES: Final = frozenset({"1", "on", "true", "enable", "enabled", "ja", "oui", "si", "y"})
NO: Final = frozenset({"0", "off", "false", "disable", "disabled", "nein", "non", "n"})


def _hit(statement: DirectiveStatement) -> Hit:
    name, value = statement.directive.name, statement.value
    message = f"{name} is neither yes nor no"
    word = value.text.lower()
    if name == "DEBUG" and decimal(word) is not None:
        level = "DEBUG LEVEL"
        fix = Fix(f"Call it {level}", (Edit(statement.name.span, level),), safe=False)
        help_ = f"DEBUG has no levels; {level}, which Hearth has, goes from 0 to 12."
        return Hit(value.span, message, help_, fix)
    meant = "yes" if word in YES else "no" if word in NO else None
    fixed = (
        Fix(f"Write {meant}", (Edit(value.span, meant),), safe=False) if meant else None
    )
    return Hit(value.span, message, "Write yes or no.", fixed)
