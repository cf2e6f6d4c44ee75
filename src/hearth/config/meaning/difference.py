"""What a new configuration changes: for the reload, and for who is touched by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, TypeAlias, TypeVar

from hearth.config.meaning.model import (
    AccountSettings,
    HistorySettings,
    InterfaceSettings,
    LineSettings,
    Settings,
)
from hearth.secret import Secret

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_LineKey: TypeAlias = tuple[str, int, bytes, int]  # host, port, user, which of them

_COMPARED_APART: Final = frozenset({"accounts", "lines", "interfaces", "history"})
_VALUES: Final = (
    *(
        field.name
        for field in fields(Settings)
        if field.compare and field.name not in _COMPARED_APART
    ),
    *(f"interfaces.{name}" for name in InterfaceSettings._fields),
    *(f"history.{name}" for name in HistorySettings._fields),
)


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A single setting that has another value, by its name for `Settings.value`."""

    name: str
    old: object
    new: object

    def sentence(self) -> str:
        """Say it in a few words, without any secret."""
        name = self.name.rpartition(".")[2]
        if isinstance(self.old, Secret) or isinstance(self.new, Secret):
            return f"{name} {_become(self.old, self.new)}"
        if isinstance(self.new, tuple):
            return f"{name} changed"
        return f"{name}: {_shown(self.old)} -> {_shown(self.new)}"


@dataclass(frozen=True, slots=True)
class AccountChange:
    """
    An account that is in both and not the same.

    Attributes:
        old: As it was.
        new: As it is to be; its name is the same.
        fields: Which of its fields differ, by their names in `AccountSettings`.

    """

    old: AccountSettings
    new: AccountSettings
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineChange:
    """
    A line that is in both and not the same.

    Attributes:
        old: As it was.
        new: As it is to be; host, port and user are the same.
        fields: Which of its fields differ, by their names in `LineSettings`.

    """

    old: LineSettings
    new: LineSettings
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """
    Everything that two configurations differ in; false if it is nothing.

    Attributes:
        values: Single settings that changed.
        accounts_added: Accounts of the new one alone.
        accounts_removed: Accounts of the old one alone.
        accounts_changed: Accounts of both that differ.
        lines_added: Lines of the new one alone.
        lines_removed: Lines of the old one alone.
        lines_changed: Lines of both that differ.
        lines_reordered: Whether those of both have another order, and with
            it another preference.

    """

    values: tuple[ValueChange, ...] = ()
    accounts_added: tuple[AccountSettings, ...] = ()
    accounts_removed: tuple[AccountSettings, ...] = ()
    accounts_changed: tuple[AccountChange, ...] = ()
    lines_added: tuple[LineSettings, ...] = ()
    lines_removed: tuple[LineSettings, ...] = ()
    lines_changed: tuple[LineChange, ...] = ()
    lines_reordered: bool = False

    def __bool__(self) -> bool:
        return self != Difference()

    def sentences(self) -> Iterator[str]:
        """Say each change in a few words, without any secret."""
        for value in self.values:
            yield value.sentence()
        for account in self.accounts_added:
            yield f"account {account.name} added"
        for account in self.accounts_removed:
            yield f"account {account.name} removed"
        for changed in self.accounts_changed:
            yield f"account {changed.new.name} changed: {', '.join(changed.fields)}"
        for line in self.lines_added:
            yield f"line {line} added"
        for line in self.lines_removed:
            yield f"line {line} removed"
        for other in self.lines_changed:
            yield f"line {other.new} changed: {', '.join(other.fields)}"
        if self.lines_reordered:
            yield "lines reordered"


def difference(old: Settings, new: Settings) -> Difference:
    """
    Compare two configurations.

    An account is the same one if its name is; a line if its host, port and
    user are (the second of two such lines is the same as the second). Where
    something stands in its file does not count.
    """
    old_accounts = {account.raw_name: account for account in old.accounts}
    new_accounts = {account.raw_name: account for account in new.accounts}
    old_lines, new_lines = _by_identity(old.lines), _by_identity(new.lines)
    kept_accounts = [key for key in old_accounts if key in new_accounts]
    kept_lines = [key for key in old_lines if key in new_lines]
    return Difference(
        values=tuple(_changed_values(old, new)),
        accounts_added=_only(new_accounts, old_accounts),
        accounts_removed=_only(old_accounts, new_accounts),
        accounts_changed=tuple(
            AccountChange(was, now, _changed_fields(was, now))
            for was, now in ((old_accounts[k], new_accounts[k]) for k in kept_accounts)
            if was != now
        ),
        lines_added=_only(new_lines, old_lines),
        lines_removed=_only(old_lines, new_lines),
        lines_changed=tuple(
            LineChange(was, now, _changed_fields(was, now))
            for was, now in ((old_lines[k], new_lines[k]) for k in kept_lines)
            if was != now
        ),
        lines_reordered=kept_lines != [key for key in new_lines if key in old_lines],
    )


def _by_identity(lines: Sequence[LineSettings]) -> dict[_LineKey, LineSettings]:
    seen: Counter[tuple[str, int, bytes]] = Counter()
    found: dict[_LineKey, LineSettings] = {}
    for line in lines:
        identity = (line.host.lower(), line.port, line.raw_user)
        seen[identity] += 1
        found[(*identity, seen[identity])] = line
    return found


def _only(
    these: Mapping[_Key, _Value], those: Mapping[_Key, _Value]
) -> tuple[_Value, ...]:
    return tuple(value for key, value in these.items() if key not in those)


def _changed_values(old: Settings, new: Settings) -> Iterator[ValueChange]:
    for name in _VALUES:
        was, now = old.value(name), new.value(name)
        if was != now:
            yield ValueChange(name, was, now)


def _changed_fields(old: Any, new: Any) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(old)
        if field.compare and getattr(old, field.name) != getattr(new, field.name)
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value == "":
        return "none"
    text = "off" if value is None else str(value)
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _become(old: object, new: object) -> str:
    if old is None:
        return "set"
    return "removed" if new is None else "changed"
