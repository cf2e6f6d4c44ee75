"""H118, bad-key."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.meaning.others import IN_ONE_PIECE, NOT_A_BYTE
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity, Span


@rule("H118", "bad-key", Severity.ERROR)
def bad_key(subject: Subject) -> Iterator[Hit]:
    """
    H118 bad-key: the key of an N: line that is none.

    ## What it finds
    A DES key that is not 14 bytes of two hexadecimal digits each, with blanks
    between.

    ## Why it matters
    The log-in to a newcamd server is encrypted with this key, so it fails with
    every other one. Some converters glue what follows to it, or fill it up with
    zeros, without a word.

    ## Example
    ```
    # error: [H118]
    N: 192.168.1.10 15050 hearth secret 01 02 03 04 05 06 07 08 09 10 11 12 13
    # error: [H118]
    N: 192.168.1.11 15050 hearth secret 0102030405060708091011121314
    # error: [H118]
    N: 192.168.1.12 15050 hearth secret 01 02 03 04 05 06 07 0G 09 10 11 12 13 14
    # note: [H304]
    N: 192.168.1.13 15050 hearth secret 01 02 03 04 05 06 07 08 09 10 11 12 13 14
    ```
    """
    for problem in subject.of(Trouble.BAD_KEY):
        span = problem.span
        if problem.what == IN_ONE_PIECE:
            gaps = range(span.column + 2, span.end_column, 2)
            edits = (Edit(Span(span.line, at, span.line, at), " ") for at in gaps)
            yield Hit(
                span,
                "the bytes of this key are written without blanks between them",
                "Write a blank after each two digits; it is OSCam that wants none.",
                Fix("Put the blanks in", tuple(edits), safe=False),
            )
        elif problem.what == NOT_A_BYTE:
            yield Hit(
                span,
                "this is not a byte of the key: two hexadecimal digits",
                "A key has 14 bytes with blanks between, right after the password.",
            )
        else:
            yield Hit(
                span,
                f"the key has {problem.what}, and has to have 14",
                "Count them; if the first is no byte of it, the password is missing.",
            )
