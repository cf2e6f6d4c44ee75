"""H124, web-address."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.cut import cut
from hearth.config.language.problems import Trouble
from hearth.config.language.statements import LineStatement
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity


@rule("H124", "web-address", Severity.ERROR)
def web_address(subject: Subject) -> Iterator[Hit]:
    """
    H124 web-address: a web address where a host has to be.

    ## What it finds
    `http://` or a `/` in the field of a host.

    ## Why it matters
    A line needs the name or the address of a machine; a web address is neither, so
    it is found nowhere.

    ## Example
    ```
    C: http://card.home.lan 12000 hearth secret  # error: [H124]
    C: card.home.lan 12000 hearth secret
    ```
    """
    for problem in subject.of(Trouble.WEB_ADDRESS):
        assert isinstance(problem.statement, LineStatement)
        yield Hit(
            problem.span,
            "this is a web address, not a host",
            "Write the name or the address of the machine alone.",
            _host_alone(problem.statement),
        )


def _host_alone(line: LineStatement) -> Fix | None:
    token = cut(line).fields[0]
    host = token.text.partition("://")[2].partition("/")[0]
    if not host or ":" in host or "@" in host:
        return None
    return Fix(f"Write {host}", (Edit(token.span, host),), safe=False)
