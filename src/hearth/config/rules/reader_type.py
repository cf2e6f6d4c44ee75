"""H214, reader-type."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.meaning.others import READER_TYPES
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H214", "reader-type", Severity.WARNING)
def reader_type(subject: Subject) -> Iterator[Hit]:
    """
    H214 reader-type: a type of card reader that the original does not have.

    ## What it finds
    A SERIAL READER whose second field is none of phoenix, mouse, uniprog, sc8in1 and
    smartreader+.

    ## Why it matters
    The original takes uniprog if nothing is written, and has no other types; the
    line does not say what it was to say. It is not carried over to OSCam, either.

    ## Example
    ```
    # note: [H305]
    SERIAL READER : /dev/ttyUSB0 mause  # warning: [H214]
    ```
    """
    for problem in subject.of(Trouble.READER_TYPE):
        yield Hit(
            problem.span,
            "there is no such type of reader",
            f"Write one of {', '.join(READER_TYPES)}, or none for uniprog.",
        )
