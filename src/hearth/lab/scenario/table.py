"""One table of a scenario's file: every key is asked for, and no other may stand."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, TypeVar

from hearth.errors import ConfigError
from hearth.lab.scenario import units

T = TypeVar("T")


class ScenarioError(ConfigError):
    """A scenario's file cannot be used; says what, where, why and what to do."""

    def __str__(self) -> str:
        sentences = (self.what, _capital(self.why), _capital(self.remedy))
        return ". ".join(sentences) + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Table:
    """
    A table, and where it stands.

    Args:
        values: As TOML has them.
        source: The whole file, to find the line of a key.
        file: Its name, for errors.
        head: As its head stands in the file, such as ``[[line]]``; "" for
            what stands before every head.
        number: Which of several with the same head it is, from 1.

    """

    def __init__(
        self,
        values: dict[str, Any],
        source: str,
        file: str,
        head: str = "",
        number: int = 1,
    ) -> None:
        self._left = dict(values)
        self._source = source
        self._file = file
        self._head = head
        self._number = number
        self._asked: set[str] = set()

    def tables(self, key: str) -> list[Table]:
        """
        Take the tables of ``[[key]]``, none if there is none.

        Raises:
            ScenarioError: It is something else.

        """
        found = self._take(key, [])
        if not isinstance(found, list) or not all(isinstance(t, dict) for t in found):
            self.fail(
                key,
                f"`{key}` has to be tables",
                f"a scenario may have several of them, each under `[[{key}]]`",
                f"write `[[{key}]]` above it",
            )
        return [
            Table(values, self._source, self._file, f"[[{key}]]", n)
            for n, values in enumerate(found, 1)
        ]

    def table(self, key: str) -> Table:
        """
        Take the table of ``[key]``, an empty one if there is none.

        Raises:
            ScenarioError: It is something else.

        """
        found = self._take(key, {})
        if not isinstance(found, dict):
            self.fail(
                key,
                f"`{key}` has to be a table",
                "it has keys of its own",
                f"write `[{key}]` above them",
            )
        return Table(found, self._source, self._file, f"[{key}]")

    def text(self, key: str, default: str | None = None) -> str:
        """
        Take a text that is not empty.

        Raises:
            ScenarioError: It is not there and has no default, or is no text.

        """
        return self._read(
            key,
            default,
            lambda value: value if isinstance(value, str) and value.strip() else None,
            'a text in quotes, such as "livingroom"',
        )

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> list[str]:
        """Take texts, one alone or several in brackets."""

        def read(value: object) -> list[str] | None:
            found = [value] if isinstance(value, str) else value
            if not isinstance(found, list) or not found:
                return None
            return found if all(isinstance(v, str) and v for v in found) else None

        some = None if default is None else list(default)
        return self._read(key, some, read, 'one or more names, such as ["News"]')

    def duration(self, key: str, default: float | None = None) -> float:
        """Take a time, in seconds."""
        return self._read(key, default, units.duration, "a time such as 800 ms or 2 h")

    def clock(self, key: str, default: float | None = None) -> float:
        """Take a time of day, in seconds since midnight."""
        return self._read(key, default, units.clock, "a time of day such as 20:15")

    def share(self, key: str, default: float | None = None) -> float:
        """Take a share."""
        return self._read(key, default, units.share, 'a share such as "5 %" or 0.05')

    def number(self, key: str, default: float | None = None) -> float:
        """Take a number from 0."""
        return self._read(key, default, units.number, "a number, 0 or more")

    def whole(self, key: str, default: int | None = None) -> int:
        """Take a whole number from 0."""

        def read(value: object) -> int | None:
            if not isinstance(value, int) or isinstance(value, bool):
                return None
            return value if 0 <= value < 1 << 53 else None

        return self._read(key, default, read, "a whole number, 0 or more")

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Take yes or no."""
        return self._read(
            key,
            default,
            lambda value: value if isinstance(value, bool) else None,
            "true or false",
        )

    def one_of(self, key: str, allowed: Iterable[str], default: str | None) -> str:
        """Take one of some words."""
        words = list(allowed)
        return self._read(
            key,
            default,
            lambda value: value if value in words else None,
            " or ".join(f'"{word}"' for word in words),
        )

    def has(self, key: str) -> bool:
        """Tell whether a key is there and was not taken."""
        return key in self._left

    def end(self) -> None:
        """
        Make sure that nothing is left.

        Raises:
            ScenarioError: There is a key that nobody asked for.

        """
        for key in self._left:
            close = difflib.get_close_matches(key, sorted(self._asked), 1)
            known = ", ".join(sorted(self._asked))
            self.fail(
                key,
                f"`{key}` is not known",
                f"what may stand {self._place()} is: {known}",
                f"did you mean `{close[0]}`?" if close else "take it out",
            )

    def fail(self, key: str, what: str, why: str, remedy: str) -> NoReturn:
        """
        Say what is wrong with a key.

        Raises:
            ScenarioError: Always.

        """
        line = self._line_of(key)
        where = f"{self._file}:{line}" if line else f"{self._file}, {self._place()}"
        raise ScenarioError(f"{where}: {what}", why=why, remedy=remedy)

    def _read(
        self,
        key: str,
        default: T | None,
        read: Callable[[object], T | None],
        allowed: str,
    ) -> T:
        value = self._take(key, None)
        if value is None:
            if default is not None:
                return default
            self.fail(
                key,
                f"`{key}` is missing {self._place()}",
                "the scenario cannot be run without it",
                f"give {allowed}",
            )
        found = read(value)
        if found is None:
            self.fail(
                key,
                f"`{key}` is {value!r}",
                f"it has to be {allowed}",
                "change it",
            )
        return found

    def _take(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        return self._left.pop(key, default)

    def _place(self) -> str:
        if not self._head:
            return "at the top"
        return f"in {self._head}" + (
            f" number {self._number}" if self._head.startswith("[[") else ""
        )

    def _line_of(self, key: str) -> int:
        """Find the line of a key; of this table's head if it is not there; or 0."""
        seen = 0 if self._head else self._number
        head_at = 0
        pattern = re.compile(rf'\s*["\']?{re.escape(key)}["\']?\s*=')
        for number, line in enumerate(self._source.splitlines(), 1):
            if line.lstrip().startswith("["):
                if seen == self._number:
                    break
                if line.split("#")[0].strip() == self._head:
                    seen += 1
                    head_at = number if seen == self._number else 0
            elif seen == self._number and pattern.match(line):
                return number
        return head_at
