"""H505, web-without-password."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H505", "web-without-password", Severity.WARNING)
def web_without_password(subject: Subject) -> Iterator[Hit]:
    """
    H505 web-without-password: a web page without a password.

    ## What it finds
    A web page that is switched on or opened to the network, without a user name and
    a password for it.

    ## Why it matters
    The original shows it to everybody in the network. Hearth shows it on this
    machine alone, until there is a password.

    ## Example
    ```
    ALLOW WEBINFO : yes  # warning: [H505]
    ```
    """
    for problem in subject.of(Trouble.WEB_WITHOUT_PASSWORD):
        yield Hit(
            problem.span,
            "the web page is to be open to the home network, without a password"
            if problem.what
            else "the web page is on, without a password",
            "Write WEBINFO USERNAME : and WEBINFO PASSWORD : as well.",
        )
