"""``hearth explain``: a finding, a directive or a whole line in plain words."""

from __future__ import annotations

import re
import sys
from typing import Final

import click

from hearth.cli.check import has_color, terminal_width, write

UNKNOWN: Final = 2
NOT_KNOWN: Final = (
    "{} is neither a finding's code, nor a directive, nor a line of a CCcam.cfg."
)
NO_CODE: Final = "No finding has the code {}."
LIST: Final = " `hearth explain` lists all findings."
_CODE: Final = re.compile(r"[Hh]\d{1,4}")


@click.command(
    short_help="Say what a finding, a directive or a line means.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("words", nargs=-1, metavar="[CODE | DIRECTIVE | LINE]")
def command(words: tuple[str, ...]) -> None:
    r"""
    Say in plain words what a finding, a directive or a whole line means.

    \b
        hearth explain H112
        hearth explain DISABLE EMM
        hearth explain F:
        hearth explain 'F: kids secret 0 0 1 { 0:0:1 } { } { 12:00-17:00 }'

    A line stands in quotes, so that the shell leaves it alone. Passwords are
    not shown. Without anything: the list of all findings.
    """
    from hearth.config.explain.as_text import bold, index_text, plain, topic_text
    from hearth.config.explain.topics import find_topic

    width = terminal_width()
    style = bold if has_color("auto") else plain
    text = " ".join(words)
    if not text.strip():
        write(index_text(width=width, style=style))
        return
    topic = find_topic(text)
    if topic is None:
        click.echo(f"hearth: {_unknown(text)}", err=True)
        sys.exit(UNKNOWN)
    write(topic_text(topic, width=width, style=style))


def _unknown(text: str) -> str:
    """Say that something is not known; quote it only if it cannot be a secret."""
    if _CODE.fullmatch(text.strip()):
        return NO_CODE.format(text.strip().upper()) + LIST
    from hearth.config.language.directives import MAX_WORDS
    from hearth.config.rules.unknown_directive import nearest

    is_name = len(text.split()) <= MAX_WORDS and text.replace(" ", "").isalpha()
    quoted = repr(text) if is_name else "This"
    near = nearest(text.partition(":")[0])
    hint = f" Did you mean {near}?" if near else LIST
    return NOT_KNOWN.format(quoted) + hint
