"""A new F: line: what it says, where it goes, and the proof that it is read so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearth.config.language.cut import cut
from hearth.config.language.dialect import Dialect
from hearth.config.language.document import Document
from hearth.config.language.statements import LineStatement
from hearth.config.meaning.model import AccountSettings
from hearth.config.read import Reading, read_config
from hearth.household import MAX_HOPS
from hearth.web.pages.configuration.changes import Change, make_change
from hearth.web.pages.configuration.files import Checked

_LIMITS: Final = " { 0:0:1 }"  # every card, for this receiver alone


@dataclass(frozen=True, slots=True)
class NewAccount:
    """
    An account that is to be.

    Attributes:
        name: Of the receiver.
        line: The F: line, with the password in it.
        change: The change of CCcam.cfg; its diff has no password.
        feeder: Who else may send the card its updates; "": this one does.
        errors: How many errors keep Hearth from taking the change.

    """

    name: str
    line: str
    change: Change
    feeder: str
    errors: int


def names_in(reading: Reading) -> list[str]:
    """List the names of all F: lines, of those that cannot be used too."""
    return [
        parts.fields[0].text
        for statement in reading.statements
        if isinstance(statement, LineStatement) and statement.letter == "F"
        for parts in [cut(statement)]
        if parts.fields
    ]


def new_account(checked: Checked, name: str, password: str) -> NewAccount | None:
    """
    Prepare an account with all cards of this home.

    Args:
        checked: The files as they are.
        name: One that was judged to be good.
        password: Of the account.

    Returns:
        The account; None if the file, with the line in it, would not say
        exactly that and all that it says now.

    """
    reading = checked.reading
    feeder = next((a.name for a in reading.settings.accounts if a.allow_emm), "")
    line = _line(reading, name, password, is_feeder=not feeder)
    document = reading.document.with_inserted(_place(reading), line)
    if not _says(document, reading, name, password):
        return None
    change = make_change(checked.main, document.data)
    return NewAccount(name, line, change, feeder, checked.errors)


def _line(reading: Reading, name: str, password: str, *, is_feeder: bool) -> str:
    """Write the line; a file of the article's dialect gets no braces of the other."""
    limits = "" if reading.dialects == {Dialect.ARTICLE} else _LIMITS
    return f"F: {name} {password} {MAX_HOPS} 0 {int(is_feeder)}{limits}"


def _place(reading: Reading) -> int:
    """Choose the number of the new line: after the last F: line, or C: line, or all."""
    lines = [s for s in reading.statements if isinstance(s, LineStatement)]
    for letters in ("F", "CNLRG"):
        last = max((s.span.line for s in lines if s.letter in letters), default=0)
        if last:
            return last + 1
    return len(reading.document) + 1


def _says(document: Document, before: Reading, name: str, password: str) -> bool:
    after = read_config(document.data, file="").settings
    new = [a for a in after.accounts if a.raw_name == name.encode()]
    others = tuple(a for a in after.accounts if a not in new)
    return (
        len(new) == 1
        and _is_it(new[0], password)
        and others == before.settings.accounts
        and after.lines == before.settings.lines
    )


def _is_it(account: AccountSettings, password: str) -> bool:
    return (
        account.password.reveal() == password.encode()
        and account.up_hops == MAX_HOPS
        and account.host is None
        and not account.time_windows
    )
