"""H123, plugin-spelling."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.language.statements import DirectiveStatement
from hearth.config.rule import Hit, Subject, renamed, rule
from hearth.diagnostics import Severity


@rule("H123", "plugin-spelling", Severity.NOTE)
def plugin_spelling(subject: Subject) -> Iterator[Hit]:
    """
    H123 plugin-spelling: a line that the CCcamInfo screen of a receiver does not find.

    ## What it finds
    `WEBINFO LISTEN PORT`, `WEBINFO USERNAME` or `WEBINFO PASSWORD` in small
    letters, with a blank before it, or without exactly one blank before the colon.

    ## Why it matters
    Hearth and CCcam read it. The CCcamInfo screen of Enigma2 looks for lines that
    begin with exactly `WEBINFO LISTEN PORT :`, and otherwise asks port 16001
    without a password.

    ## Example
    ```
    WEBINFO LISTEN PORT: 16002  # note: [H123]
    ```
    """
    for problem in subject.of(Trouble.PLUGIN_SPELLING):
        assert isinstance(problem.statement, DirectiveStatement)
        yield Hit(
            problem.span,
            f"plug-ins look for a line that begins with exactly {problem.what} :",
            f"Write {problem.what} : at the very beginning of the line.",
            renamed(problem.statement),
        )
