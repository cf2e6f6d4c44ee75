"""Lines to other servers: whether there is one, and which of them are one too many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from hearth.config.cut import cut
from hearth.config.problems import Problems, Trouble
from hearth.config.sense.whole import Whole
from hearth.config.statements import LineStatement
from hearth.config.values import decimal
from hearth.diagnostics import Span

LETTERS: Final = "CNLRG"  # lines that can lead to a card
MAX_OTHERS: Final = 500  # lines that are not C: are cut anew, so not in any number
_LOGIN: Final = 3  # host, port, user name


class Target(NamedTuple):
    """Where a line leads to."""

    letter: str
    host: str
    port: int
    user: str
    span: Span


def look_at_lines(whole: Whole, problems: Problems) -> None:
    """Note lines that lead nowhere new, and that there is none."""
    first: dict[tuple[str, str, int], Target] = {}
    users: dict[tuple[str, str, int, str], Target] = {}
    for target in _targets(whole):
        if _is_ours(target, whole):
            problems.add(Trouble.LINE_TO_OURSELVES, _place(target, whole))
            continue
        server = target.letter, target.host, target.port
        earlier = first.setdefault(server, target)
        same = users.setdefault((*server, target.user), target)
        if same is not target:
            problems.add(
                Trouble.SAME_LINE_TWICE,
                _place(target, whole),
                allowed=str(same.span.line),
            )
        elif earlier is not target:
            problems.add(
                Trouble.TWO_LINES_TO_ONE_SERVER,
                _place(target, whole),
                allowed=str(earlier.span.line),
            )
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
        fields = cut(statement).fields
        port = decimal(fields[1].text) if len(fields) > _LOGIN else None
        if port:
            # An R: line has no user; what it has instead is the card.
            user = fields[2].text
            host = fields[0].text.lower()
            yield Target(statement.letter, host, port, user, statement.span)


def _is_ours(target: Target, whole: Whole) -> bool:
    is_here = target.host in {"localhost", "::1"} or target.host.startswith("127.")
    return is_here and target.port == whole.settings.listen_port


def _place(target: Target, whole: Whole) -> Span:
    """Give the host and the port of a line."""
    statement = whole.at(target.span)
    assert isinstance(statement, LineStatement)
    fields = cut(statement).fields
    return fields[0].span.to(fields[1].span)


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
