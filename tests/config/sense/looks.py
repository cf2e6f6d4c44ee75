"""What the looks at a whole file note."""

from hearth.config.language.document import Document
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problem, Problems, Trouble
from hearth.config.meaning.effective import settings_of
from hearth.config.place import Place
from hearth.config.sense import look_at_whole
from hearth.config.sense.whole import Whole

CARD = "C: card.home.lan 12000 hearth k7Rt2m\n"


def whole_of(text: str, place: Place | None = None) -> tuple[Whole, Problems]:
    document, problems = Document(text.encode()), Problems()
    statements = parse(document, problems)
    settings = settings_of(statements, problems)
    return Whole(document, statements, settings, place), problems


def seen(text: str, place: Place | None = None) -> list[tuple[Trouble, Problem]]:
    """Give what is noted of the whole, and not of a single line."""
    whole, problems = whole_of(text, place)
    before = {(t, p) for t in problems.troubles() for p in problems.of(t)}
    look_at_whole(whole, problems)
    after = [(t, p) for t in problems.troubles() for p in problems.of(t)]
    return [both for both in after if both not in before]


def noted(text: str, place: Place | None = None) -> list[str]:
    """Give each trouble with its line and the very characters that it is about."""
    document = Document(text.encode())
    return [
        f"{problem.span.line} {trouble.name} {marked(document, problem)}".rstrip()
        for trouble, problem in seen(text, place)
    ]


def marked(document: Document, problem: Problem) -> str:
    line = document.text(problem.span.line)
    return line[problem.span.column - 1 : problem.span.end_column - 1]
