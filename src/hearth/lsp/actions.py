"""What an editor offers to mend: each fix, and all that are safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Range,
    TextEdit,
    WorkspaceEdit,
)

from hearth.config.mend.fixes import look_at_config, mend
from hearth.diagnostics import Finding, Span
from hearth.lsp.marks import mark
from hearth.lsp.texts import Language, Text, covers

FIX_ALL: Final = f"{CodeActionKind.SourceFixAll.value}.hearth"
KINDS: Final = (CodeActionKind.QuickFix, FIX_ALL)


def actions(
    text: Text, uri: str, within: Range, only: Sequence[CodeActionKind | str] | None
) -> list[CodeAction]:
    """
    Give what can be done about a range of a file.

    Args:
        text: The file.
        uri: How the editor calls it.
        within: The range that the person is at.
        only: Kinds that are wanted; None is all.

    """
    made: list[CodeAction] = []
    if _is_wanted(CodeActionKind.QuickFix.value, only):
        made += _fixes(text, uri, within)
    if _is_wanted(FIX_ALL, only) and text.language is Language.CCCAM_CFG:
        made += _all_safe(text, uri)
    return made


def _is_wanted(kind: str, only: Sequence[CodeActionKind | str] | None) -> bool:
    """Tell whether a kind is one of those wanted; each stands for those below it."""
    if only is None:
        return True
    wanted = [str(getattr(one, "value", one)) for one in only]
    return any(f"{kind}.".startswith(f"{one}.") or not one for one in wanted)


def _fixes(text: Text, uri: str, within: Range) -> Iterator[CodeAction]:
    begin, end = text.place(within.start), text.place(within.end)
    for finding in text.findings:
        fix = finding.fix
        if fix is None or not _meet(finding, begin, end):
            continue
        yield CodeAction(
            title=f"{fix.description} ({finding.code})",
            kind=CodeActionKind.QuickFix,
            diagnostics=[mark(text, finding)],
            is_preferred=fix.safe,
            edit=_edit(
                uri, [TextEdit(text.range(edit.span), edit.text) for edit in fix.edits]
            ),
        )


def _meet(finding: Finding, begin: tuple[int, int], end: tuple[int, int]) -> bool:
    """Tell whether a finding and a range have a place in common."""
    asked = Span(*begin, *end)
    span = finding.span
    return covers(asked, span.line, span.column) or covers(span, *begin)


def _all_safe(text: Text, uri: str) -> Iterator[CodeAction]:
    mended = mend(text.document.data, look_at_config)
    if not mended.done:
        return
    count = len(mended.done)
    new = mended.after.document.data.decode().removeprefix("\N{BYTE ORDER MARK}")
    yield CodeAction(
        title=f"Mend all that is safe ({count} place{'s' * (count > 1)})",
        kind=FIX_ALL,
        edit=_edit(uri, [TextEdit(text.range(text.whole), new)]),
    )


def _edit(uri: str, edits: list[TextEdit]) -> WorkspaceEdit:
    return WorkspaceEdit(changes={uri: edits})
