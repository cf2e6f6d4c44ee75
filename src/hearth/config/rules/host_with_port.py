"""H119, host-with-port."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.cut import cut
from hearth.config.language.problems import Trouble
from hearth.config.language.statements import LineStatement
from hearth.config.meaning.values import decimal
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity, Span


@rule("H119", "host-with-port", Severity.ERROR)
def host_with_port(subject: Subject) -> Iterator[Hit]:
    """
    H119 host-with-port: a host with its port behind a colon.

    ## What it finds
    `host:port` where the host stands, as web addresses have it.

    ## Why it matters
    In this language host and port are two fields. Written as one, every field after
    them is taken for another: the user name for the port, the password for the user
    name.

    ## Example
    ```
    C: card.home.lan:12000 hearth secret  # error: [H119]
    C: card.home.lan 12000 hearth secret
    ```
    """
    for problem in subject.of(Trouble.HOST_WITH_PORT):
        assert isinstance(problem.statement, LineStatement)
        yield Hit(
            problem.span,
            "between host and port stands a blank, no colon",
            "Write the host, a blank, the port.",
            _apart(problem.statement),
        )


def _apart(line: LineStatement) -> Fix:
    host, *rest = cut(line).fields
    colon = host.column + host.text.rindex(":")
    if rest and decimal(rest[0].text) is not None:  # the port stands there already
        span = Span(host.line, colon, host.line, host.end_column)
        return Fix("Remove the port from the host", (Edit(span, ""),), safe=False)
    span = Span(host.line, colon, host.line, colon + 1)
    return Fix("Write a blank for the colon", (Edit(span, " "),), safe=False)
