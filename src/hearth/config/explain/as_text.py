"""What is explained, for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, assert_never

from hearth.config.explain.fields import Part
from hearth.config.explain.meanings import FIELDS
from hearth.config.explain.topics import (
    AboutDirective,
    AboutForm,
    AboutLine,
    Topic,
    every_rule,
)
from hearth.config.language.directives import Kind, Since
from hearth.config.report.wrapping import wrapped
from hearth.config.rule import Rule
from hearth.diagnostics import Severity

MAX_WIDTH: Final = 88
MIN_TEXT: Final = 24  # columns of a meaning
MAX_COLUMN: Final = 20  # of a piece of a line; a longer one has a line of its own
FAMILIES: Final = {
    "H1": "Syntax",
    "H2": "Values",
    "H3": "Meaning",
    "H4": "What web pages made up",
    "H5": "Security",
    "H6": "The place of the file",
    "H7": "Files beside CCcam.cfg",
    "H8": "Other programs' files",
    "H9": "One home",
}

Style = Callable[[str], str]


def bold(text: str) -> str:
    """Make a text bold on a terminal."""
    return f"\x1b[1m{text}\x1b[0m"


def plain(text: str) -> str:
    """Leave a text as it is."""
    return text


def topic_text(topic: Topic, *, width: int, style: Style) -> str:
    """
    Write what is explained.

    Args:
        topic: What.
        width: How many columns there are.
        style: Makes a heading of a text.

    """
    room = min(width, MAX_WIDTH)
    match topic:
        case Rule():
            lines = _rule(topic, room, style)
        case AboutDirective():
            lines = _directive(topic, room, style)
        case AboutForm():
            lines = _form(topic, room, style)
        case AboutLine():
            lines = _line(topic, room, style)
        case _:
            assert_never(topic)
    return "".join(f"{line}".rstrip() + "\n" for line in lines)


def index_text(*, width: int, style: Style) -> str:
    """Write a list of all rules."""
    lines: list[str] = []
    family = ""
    for rule in every_rule():
        if rule.code[:2] != family:
            family = rule.code[:2]
            lines += ["", style(f"{family}xx {FAMILIES[family]}")]
        title = title_of(rule)
        lines += _hanging(f"  {rule.code} ", title, min(width, MAX_WIDTH))
    return "\n".join(lines[1:]) + "\n"


def title_of(rule: Rule) -> str:
    """Give what a rule finds, in a few words."""
    return rule.page.partition("\n")[0].partition(": ")[2]


def _rule(rule: Rule, room: int, style: Style) -> Iterator[str]:
    yield style(f"{rule.severity.value} {rule.code} {rule.name}")
    title = title_of(rule)
    if not title.startswith("hearth.toml"):
        title = title[:1].upper() + title[1:]
    yield from wrapped(title, room)
    for section in rule.page.split("\n## ")[1:]:
        title, _, text = section.partition("\n")
        yield ""
        yield style(title)
        yield from _section(text, room)
    yield ""
    yield from wrapped(COST[rule.severity], room)


COST: Final = {
    Severity.ERROR: "An error: what is written there is not done.",
    Severity.WARNING: "A warning: it is done, but that is likely not what was meant.",
    Severity.NOTE: "A note: worth knowing, nothing has to be done.",
}


def _section(text: str, room: int) -> Iterator[str]:
    """Write paragraphs and examples of a page."""
    is_code = False
    paragraph: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("```"):
            is_code = not is_code
        elif is_code:
            yield f"    {line}"
        elif line:
            paragraph.append(line)
        elif paragraph:
            yield from wrapped(" ".join(paragraph), room)
            paragraph = []


def _directive(about: AboutDirective, room: int, style: Style) -> Iterator[str]:
    directive, alias = about.directive, about.alias
    yield style(directive.name)
    yield from wrapped(about.meaning, room)
    yield ""
    if alias is not None:
        yield from _hanging("asked for: ", f"{alias.name}, {alias.since.value}", room)
    value = directive.kind.value
    if directive.kind is Kind.NUMBER:
        value = f"{value} from {directive.low} to {directive.high} {directive.unit}"
    yield from _hanging("value:     ", value.rstrip(), room)
    default = directive.default or "nothing"
    yield from _hanging("default:   ", f"{default}, if it is not written", room)
    yield from _hanging("who:       ", directive.owner.value, room)
    dialect = (
        "web pages made it up; the original CCcam ignores it"
        if directive.pages
        else "the original CCcam's"
    )
    yield from _hanging("dialect:   ", dialect, room)
    others = [other for other in directive.aliases if other is not alias]
    if others:
        names = ", ".join(f"{other.name} ({_SINCE[other.since]})" for other in others)
        yield from _hanging("also:      ", names, room)


_SINCE: Final = {
    Since.OBSOLETE: "an old name",
    Since.SPELLING: "spelt right",
    Since.PAGES: "web pages' name",
}


def _form(about: AboutForm, room: int, style: Style) -> Iterator[str]:
    form = about.form
    names = list(dict.fromkeys(form.fields))
    fields = " ".join(
        f"<{name}>" if at < form.required else f"[{name}]"
        for at, name in enumerate(names)
    )
    yield style(f"{form.letter}: {form.title}")
    yield from wrapped(f"{form.letter}: {fields}{_BRACES.get(form.letter, '')}", room)
    yield ""
    size = max(map(len, names)) + 3
    for name in names:
        meaning = _FORM_FIELDS.get((form.letter, name)) or FIELDS.get(name, "")
        yield from _hanging(f"  {name}:".ljust(size + 2), meaning, room)
    yield ""
    owner = form.owner.value
    yield from wrapped(owner[:1].upper() + owner[1:] + ".", room)


_BRACES: Final = {
    "C": " { caid:id:uphops, ... }",
    "F": " { caid:id:downhops, ... } { caid:id:sid, ... } { hh:mm-hh:mm, ... } host",
    "G": " { caid:id:uphops, ... }",
}
_FORM_FIELDS: Final = {
    ("F", "user name"): "The receiver logs in by it; at most 20 bytes.",
    ("F", "password"): "The receiver's password; a # cannot be in it.",
    (
        "F",
        "uphops",
    ): "How many servers behind a line's own a card may be: 5 if it is not written.",
    ("F", "shareemus"): "Whether to share emulators: Hearth has none.",
    ("F", "allowemm"): "Whether the receiver may send EMMs: 1 if it is not written.",
    ("C", "user name"): "Who Hearth says it is, there.",
    ("C", "password"): "Its password there.",
    ("C", "wantemus"): "yes or no: whether to take emulators, and Hearth takes none. It"
    " has to be written if braces follow.",
    ("N", "password"): "Its password there.",
    ("N", "key"): "14 bytes of two hexadecimal digits, with blanks between.",
    ("L", "password"): "Its password there.",
    ("G", "password"): "Our own password.",
    ("G", "peer password"): "The other side's password.",
}


def _line(about: AboutLine, room: int, style: Style) -> Iterator[str]:
    yield style(about.text)
    if about.is_comment:
        yield ""
        yield from wrapped(
            "A comment: nothing is done. Without the # it would be:", room
        )
    if about.directive is not None:
        yield ""
        yield from _directive(about.directive, room, style)
    if about.parts:
        yield ""
        yield from _parts(about.parts, room)
    if about.effect:
        yield ""
        yield from wrapped(about.effect, room)
    for finding in about.findings:
        yield ""
        head = f"{finding.severity.value} {finding.code}: "
        yield from _hanging(head, f"{finding.message}. {finding.help}", room)


def _parts(parts: tuple[Part, ...], room: int) -> Iterator[str]:
    """Write the pieces of a line as a table; a long one has a line of its own."""
    names = max(len(part.name) for part in parts)
    sizes = [len(part.text) for part in parts if len(part.text) <= MAX_COLUMN]
    column = max(sizes, default=0)
    if column + names + MIN_TEXT > room:
        names = 0
    for part in parts:
        text = part.text
        if len(text) > column:
            yield f"  {text}"
            text = ""
        name = f"{part.name}: " if not names else f"{part.name.ljust(names)}  "
        yield from _hanging(f"  {text.ljust(column)}  {name}", part.meaning, room)


def _hanging(begin: str, text: str, room: int) -> Iterator[str]:
    """Wrap a text so that it stands beside its beginning."""
    size = max(room - len(begin), MIN_TEXT)
    head, *rest = wrapped(text, size) or [""]
    yield f"{begin}{head}"
    for line in rest:
        yield f"{' ' * len(begin)}{line}"
