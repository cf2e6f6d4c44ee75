"""H111, password-too-long."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H111", "password-too-long", Severity.ERROR)
def password_too_long(subject: Subject) -> Iterator[Hit]:
    """
    H111 password-too-long: a password of more than 64 bytes.

    ## What it finds
    A password that peers do not read to its end.

    ## Why it matters
    Some peers count 64 bytes of it and others all, so the log-in works with the
    ones and fails with the others.

    ## Example
    ```
    F: kids <s x 65>  # error: [H111]
    ```
    """
    for problem in subject.of(Trouble.PASSWORD_TOO_LONG):
        yield Hit(
            problem.span,
            f"this password has {problem.what} bytes, and peers count 64",
            "Choose a password of at most 64 bytes, here and in the receiver.",
        )
