"""H805, web-page."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, more, rule
from hearth.diagnostics import Severity


@rule("H805", "web-page", Severity.ERROR)
def web_page(subject: Subject) -> Iterator[Hit]:
    """
    H805 web-page: a web page in place of a CCcam.cfg.

    ## What it finds
    HTML. The first such line is marked, the others are counted.

    ## Why it matters
    The file was saved from a browser as a page, with everything around the text.

    ## Example
    ```
    <!DOCTYPE html>  # error: [H805]
    <html><body>
    F: kids secret<br>
    ```
    """
    for problem in subject.of(Trouble.WEB_PAGE):
        yield Hit(
            problem.span,
            f"this is HTML, a page saved from a browser{more(problem)}",
            "Save it as text only, or copy the lines out of the page.",
        )
