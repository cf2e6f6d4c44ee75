"""Lines to other servers: whether there is one, and which of them are one too many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from hearth.config.language.cut import cut
from hearth.config.language.forms import FORMS
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import LineStatement
from hearth.config.meaning.values import decimal
from hearth.config.sense.whole import Whole
from hearth.diagnostics import Span

LETTERS: Final = "CNLRG"  # lines that can lead to a card
MAX_OTHERS: Final = 500  # lines that are not C: are cut anew, so not in any number


class Target(NamedTuple):
    """Where a line leads to; what is for one card is not for another."""

    letter: str
    host: str
    port: int
    user: str
    span: Span
    card: tuple[str, ...] = ()


def look_at_lines(whole: Whole, problems: Problems) -> None:
    """Note lines that lead nowhere new, and that there is none."""
    first: dict[object, Target] = {}
    users: dict[object, Target] = {}
    for target in _targets(whole):
        if _is_ours(target, whole):
            _note(Trouble.LINE_TO_OURSELVES, target, None, whole, problems)
            continue
        server = target.letter, target.host, target.port, target.card
        earlier = first.setdefault(server, target)
        same = users.setdefault((server, target.user), target)
        if same is not target:
            _note(Trouble.SAME_LINE_TWICE, target, same, whole, problems)
        elif earlier is not target:
            _note(Trouble.TWO_LINES_TO_ONE_SERVER, target, earlier, whole, problems)
    _look_for_any(whole, problems)
    _look_at_port(whole, problems)


def _targets(whole: Whole) -> Iterator[Target]:
    for line in whole.settings.lines:
        yield Target("C", line.host.lower(), line.port, line.user, line.span)
    others = (
        statement
        for statement in whole.statements
        if isinstance(statement, LineStatement) and statement.letter in "NLR"
    )
    for statement, _ in zip(others, range(MAX_OTHERS), strict=False):
        form, fields = FORMS[statement.letter], cut(statement).fields
        values = {
            name: field.text
            for name, field in zip(form.fields, fields, strict=False)
            if name != "key"
        }
        port = decimal(values.get("port", ""))
        if port and len(fields) >= form.required:
            yield Target(
                statement.letter,
                values["host"].lower(),
                port,
                values.get("user name", ""),  # an R: line has none
                statement.span,
                tuple(values.get(name, "").lower() for name in ("CAID", "provider")),
            )


def _is_ours(target: Target, whole: Whole) -> bool:
    is_here = target.host in {"localhost", "::1"} or target.host.startswith("127.")
    return is_here and target.port == whole.settings.listen_port


def _note(
    trouble: Trouble,
    target: Target,
    other: Target | None,
    whole: Whole,
    problems: Problems,
) -> None:
    """Note a trouble at the host and the port of a line."""
    span = target.span
    if not problems.is_full(trouble):  # else only the count matters
        statement = whole.at(span)
        assert isinstance(statement, LineStatement)
        host, port = cut(statement).fields[:2]
        span = host.span.to(port.span)
    problems.add(trouble, span, allowed=str(other.span.line) if other else "")


def _look_for_any(whole: Whole, problems: Problems) -> None:
    """
    Note that there are accounts and nothing that could lead to a card.

    Only in what looks like a whole file: one that has a directive, too.
    """
    lines = (s for s in whole.statements if isinstance(s, LineStatement))
    if (
        not whole.settings.accounts
        or not whole.directives
        or any(line.letter in LETTERS for line in lines)
        or whole.flag("NEWCAMD CONF")
        or any(
            problem.what in LETTERS for problem in problems.of(Trouble.MISSING_COLON)
        )
    ):
        return
    account, parts = next(whole.accounts())
    problems.add(
        Trouble.NO_LINE,
        parts.fields[0].span,
        what=account.name,
        allowed=str(len(whole.settings.accounts)),
    )


def _look_at_port(whole: Whole, problems: Problems) -> None:
    value = whole.value("SERVER LISTEN PORT")
    accounts = whole.settings.accounts
    if whole.settings.listen_port is None and value is not None and accounts:
        problems.add(Trouble.NOBODY_CAN_LOG_IN, value.span, allowed=str(len(accounts)))
