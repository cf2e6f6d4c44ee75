"""A CCcam.cfg as it may be shown: without its passwords and keys."""

from __future__ import annotations

from typing import Final

from hearth.config.language.cut import cut
from hearth.config.language.document import Document
from hearth.config.language.forms import FORMS
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems
from hearth.config.language.statements import DirectiveStatement, LineStatement, Token
from hearth.diagnostics import Edit

HIDDEN: Final = "********"


def masked(data: bytes) -> bytes:
    """
    Put eight asterisks in the place of each secret of a file that can be read.

    Args:
        data: A file that Hearth wrote: all of its lines are known ones.

    """
    document = Document(data)
    edits: list[Edit] = []
    for statement in parse(document, Problems()):
        if isinstance(statement, LineStatement):
            edits += [Edit(token.span, HIDDEN) for token in _secrets(statement)]
        elif isinstance(statement, DirectiveStatement) and statement.directive.secret:
            edits.append(Edit(statement.value.span, HIDDEN))
    return document.apply(edits).data


def _secrets(line: LineStatement) -> list[Token]:
    form = FORMS[line.letter]
    return [
        token for index, token in enumerate(cut(line).fields) if form.is_secret(index)
    ]
