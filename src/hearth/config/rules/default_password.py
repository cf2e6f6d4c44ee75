"""H502, default-password."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H502", "default-password", Severity.WARNING)
def default_password(subject: Subject) -> Iterator[Hit]:
    """
    H502 default-password: a password that is tried first.

    ## What it finds
    A password of an F: line, of WEBINFO or of TELNETINFO that programs come with or
    pages show, or that is the user name.

    ## Why it matters
    It keeps out nobody who knows such pages, and guests, telephones and television
    sets are in a home's network, too.

    ## Example
    ```
    F: kids password  # warning: [H502]
    F: guests guests  # warning: [H502]
    ```
    """
    for problem in subject.of(Trouble.DEFAULT_PASSWORD):
        yield Hit(
            problem.span,
            "this password is the user name"
            if problem.what
            else "this password is one of those that are tried first",
            "Choose another one, here and in the receiver.",
        )
