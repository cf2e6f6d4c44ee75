"""``hearth fix``: mend what can be mended."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from hearth.errors import ConfigError

if TYPE_CHECKING:
    from hearth.config.language.document import Document
    from hearth.config.mend.fixes import Looker
    from hearth.diagnostics import Finding

NOT_WRITTEN: Final = 1  # exit codes
CANNOT: Final = 3
STAMP: Final = "%Y-%m-%d-%H%M%S"
MAX_NAMED: Final = 20  # changes that are named one by one; the diff shows all
WIDTH: Final = 79  # columns, of sentences
COLORS: Final = {"-": "red", "+": "green", "@": "cyan"}


@click.command(short_help="Mend what can be mended, after showing it.")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("-y", "--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would be written.")
@click.option(
    "--unsafe",
    is_flag=True,
    help="Offer those changes too that alter what the file says, one by one.",
)
def command(file: Path, *, yes: bool, dry_run: bool, unsafe: bool) -> None:
    """
    Mend what can be mended in FILE, a CCcam.cfg or a hearth.toml.

    Shows what would change (passwords masked), asks, and writes; the old file
    stays beside it with the date in its name. Unless --unsafe is given, what
    the file says stays the same.

    Exit code 0 if all is well or was written, 1 if there is something to mend
    and it was not, 3 if the file cannot be read or written.
    """
    if str(file) == "-":
        raise click.UsageError("It writes to the file, so it needs one; `-` is none.")
    run = Run(file, dry_run=dry_run)
    run.mend()
    if unsafe:
        run.offer()
    if not run.has_changed:
        run.say_nothing_to_do(unsafe=unsafe)
        return
    run.show()
    if dry_run:
        click.echo(f"Nothing was written: {file} is as it was.", err=True)
        sys.exit(NOT_WRITTEN)
    if not yes and not _ask(f"Write this to {file}?", "--yes writes without asking"):
        click.echo(f"Nothing was written: {file} is as it was.", err=True)
        sys.exit(NOT_WRITTEN)
    run.write(time.strftime(STAMP))


class Run:
    """
    One file, from reading it to writing it.

    Args:
        path: The file.
        dry_run: Whether nothing is asked.

    """

    def __init__(self, path: Path, *, dry_run: bool) -> None:
        self._path = path
        self._dry_run = dry_run
        try:
            self._was = path.read_bytes()
            self._look = _looker(path)
        except OSError as error:
            _give_up(f"{error.filename or path} cannot be read: {error.strerror}.")
        self._now = self._look(self._was)
        self._done: list[Finding] = []

    @property
    def has_changed(self) -> bool:
        """Whether there is something to write."""
        return self._now.document.data != self._was

    def mend(self) -> None:
        """Do all that is safe."""
        from hearth.config.mend.fixes import mend

        mended = mend(self._now.document.data, self._look)
        self._now = mended.after
        self._done += mended.done

    def offer(self) -> None:
        """Offer what is not safe, one by one; what that makes safe is done."""
        asked: set[tuple[str, str, str]] = set()
        while (finding := self._next(asked)) is not None:
            self._offer_one(finding)

    def _next(self, asked: set[tuple[str, str, str]]) -> Finding | None:
        """Give the next finding that was not offered yet."""
        for finding in self._now.findings:
            if finding.fix is None:
                continue
            line = self._now.document.text(finding.span.line)
            known = (finding.code, finding.message, line)
            if known not in asked:
                asked.add(known)
                return finding
        return None

    def _offer_one(self, finding: Finding) -> None:
        from hearth.config.mend.fixes import apply_one

        assert finding.fix is not None
        new = apply_one(self._now, finding, self._look)
        if new is None:
            return
        place = f"{self._path.name}:{finding.span.line}: {finding.code}"
        _say(click.style(f"{place} {finding.message}", bold=True))
        before, after = self._now.document, new.document
        for line in islice(self._diff(before, after, context=0), 3, None):
            _say(line)
        _say(click.wrap_text(f"{finding.why} {finding.fix.description}?", WIDTH))
        if not self._dry_run and _ask("Do this?", "answer y or n"):
            self._now = new
            self._done.append(finding)
            self.mend()
        _say("")

    def show(self) -> None:
        """Show what would be written."""
        from hearth.config.language.document import Document

        for finding in sorted(self._done, key=lambda it: it.span)[:MAX_NAMED]:
            assert finding.fix is not None
            place = f"{self._path.name}:{finding.span.line}"
            _say(f"{place}: {finding.fix.description} ({finding.code})")
        if len(self._done) > MAX_NAMED:
            _say(f"and {len(self._done) - MAX_NAMED} more")
        _say("")
        for line in self._diff(Document(self._was), self._now.document, context=3):
            _say(line)
        _say("")

    def _diff(
        self, before: Document, after: Document, *, context: int
    ) -> Iterator[str]:
        """Give the diff in its colours; a hearth.toml has no secrets."""
        from hearth.config.mend.diff import diff

        mask = str if _is_toml(self._path) else None
        for line in diff(before, after, self._path.name, context=context, mask=mask):
            is_head = line.startswith(("---", "+++"))
            color = COLORS.get(line[:1])
            if is_head:
                yield click.style(line, bold=True)
            else:
                yield click.style(line, fg=color) if color else line

    def say_nothing_to_do(self, *, unsafe: bool) -> None:
        """Say that nothing is to be written, and what is left."""
        _say(f"There is nothing to mend safely in {self._path}.")
        offers = sum(finding.fix is not None for finding in self._now.findings)
        if offers and not unsafe:
            _say(f"{_count(offers, 'change')} can be offered: --unsafe asks for each.")

    def write(self, stamp: str) -> None:
        """Write it, and leave the old bytes beside it."""
        from hearth.config.mend.write import write_config

        data = self._now.document.data
        try:
            backup = write_config(self._path, data, was=self._was, stamp=stamp)
        except ConfigError as error:
            _give_up(str(error))
        except OSError as error:
            folder = self._path.resolve().parent
            _give_up(
                f"{self._path} cannot be written: {error.strerror}. Nothing was"
                f" changed. The new file and the backup are made in {folder}: see that"
                " you may write there and that there is room."
            )
        _say(f"{self._path} is written; as it was, it is {backup.name} beside it.")


def _is_toml(path: Path) -> bool:
    return path.suffix.lower() == ".toml"


def _looker(path: Path) -> Looker:
    """
    Choose how a file is read.

    Raises:
        OSError: The CCcam.cfg beside a hearth.toml is there and cannot be read.

    """
    from hearth.config.mend.fixes import look_at_config, look_at_toml
    from hearth.config.read import read_config

    if not _is_toml(path):
        return partial(look_at_config, file=path.name)
    beside = path.with_name("CCcam.cfg")
    reading = read_config(beside.read_bytes() if beside.exists() else b"", file="")
    return partial(look_at_toml, file=path.name, beside=reading, cccam_cfg=beside.name)


def _ask(question: str, how: str) -> bool:
    """Ask a person; whoever is none is told how to answer."""
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        click.echo(f"\nhearth: nobody answered; {how}.", err=True)
        sys.exit(NOT_WRITTEN)


def _say(text: str) -> None:
    click.echo(text, color=False if os.environ.get("NO_COLOR") else None)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _give_up(message: str) -> NoReturn:
    click.echo(f"hearth: {message}", err=True)
    sys.exit(CANNOT)
