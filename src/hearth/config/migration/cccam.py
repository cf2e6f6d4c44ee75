"""
CCcam.cfg from values, in the original's form.

Every line is read back before it is given out: what the language cannot hold
(a blank or a ``#`` in a password, a name of more than 20 bytes) is noticed
here, and not by somebody whose receiver stays dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from hearth.config.language.document import Document
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems
from hearth.config.language.statements import LineStatement
from hearth.config.meaning.accounts import read_account
from hearth.config.meaning.model import (
    AccountSettings,
    CardLimit,
    DeniedService,
    LineFilter,
    LineSettings,
)
from hearth.config.meaning.upstream import read_line
from hearth.config.migration.newcamd import NewcamdLine, read_newcamd
from hearth.dvb import Caid, ProviderId

WHY_NOT_HELD: Final = (
    "CCcam.cfg cannot hold its name or password: no blanks, no #, at most 20 and 64"
    " bytes; choose others"
)


def account_line(account: AccountSettings) -> bytes | None:
    """Write an F: line; None if the language cannot hold it."""
    numbers = f"{account.up_hops} 0 {int(account.allow_emm)}"
    blocks = [
        _block(map(_limit, account.card_limits)),
        _block(map(_denied, account.denied_services)),
        _block(map(str, account.time_windows)),
    ]
    if account.host is None:
        while blocks and blocks[-1] == _block(()):
            blocks.pop()
    rest = " ".join((numbers, *blocks, account.host or "")).rstrip()
    line = b" ".join(
        (b"F:", account.raw_name, account.password.reveal(), rest.encode())
    )
    statement = _statement(line)
    read = read_account(statement, Problems()) if statement else None
    if read is None or _without_name(read) != _without_name(account):
        return None
    return line


def upstream_line(line: LineSettings) -> bytes | None:
    """Write a C: line, without its retries; None if the language cannot hold it."""
    filters = f" no {_block(map(_limit, line.filters))}" if line.filters else ""
    made = b"C: %b %d %b %b%b" % (
        line.host.encode(),
        line.port,
        line.raw_user,
        line.password.reveal(),
        filters.encode(),
    )
    statement = _statement(made)
    read = read_line(statement, Problems()) if statement else None
    if read is None or replace(read, user="") != replace(line, user="", retries=0):
        return None
    return made


def newcamd_line(line: NewcamdLine) -> bytes | None:
    """Write an N: line; None if the language cannot hold it."""
    made = b"N: %b %d %b %b %b %d" % (
        line.host.encode(),
        line.port,
        line.raw_user,
        line.password.reveal(),
        line.key.reveal().hex(" ").encode(),
        line.hops,
    )
    statement = _statement(made)
    return made if statement and read_newcamd(statement) == line else None


def global_limits_line(limits: Sequence[CardLimit]) -> bytes:
    """Write GLOBAL LIMITS."""
    return directive("GLOBAL LIMITS", _block(map(_limit, limits)))


def directive(name: str, value: str | int | bytes | bool) -> bytes:  # noqa: FBT001
    """Write a directive as programs that look for it spell it: ``NAME : value``."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    made = value if isinstance(value, bytes) else str(value).encode()
    return f"{name} : ".encode() + made


def _statement(line: bytes) -> LineStatement | None:
    """Read a line back."""
    read = parse(Document(line), Problems())
    if len(read) != 1 or not isinstance(read[0], LineStatement):
        return None
    return read[0] if read[0].comment is None else None


def _without_name(account: AccountSettings) -> AccountSettings:
    # How the bytes of a name are shown depends on the others of its line.
    return replace(account, name="")


def _block(items: Iterable[str]) -> str:
    inner = ", ".join(items)
    return f"{{ {inner} }}" if inner else "{ }"


def _limit(limit: CardLimit | LineFilter) -> str:
    hops = limit.down_hops if isinstance(limit, CardLimit) else limit.up_hops
    return f"{_card(limit.ca_system_id, limit.provider_id)}:{hops}"


def _denied(denied: DeniedService) -> str:
    card = _card(denied.ca_system_id, denied.provider_id)
    return f"{card}:{denied.service_id}"


def _card(system: Caid, provider: ProviderId) -> str:
    return f"{system or 0}:{provider if system or provider else 0}"
