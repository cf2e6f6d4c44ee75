"""Writes hearth.toml: what CCcam.cfg in the original's form has no place for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

Value = bool | int | float


@dataclass(slots=True)
class HearthToml:
    """
    The settings that go into hearth.toml.

    Attributes:
        server: Those of the table ``server``, by name.
        web: Those of the table ``web``.
        lines: Those of each line, by ``host:port``.

    """

    server: dict[str, Value] = field(default_factory=dict)
    web: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, dict[str, Value]] = field(default_factory=dict)

    def table(self, name: str) -> dict[str, Value]:
        """Give the table of a name: ``server`` or ``web``."""
        return {"server": self.server, "web": self.web}[name]

    def __bool__(self) -> bool:
        return bool(self.server or self.web or self.lines)

    def data(self) -> bytes:
        """Give the bytes of the file."""
        return ("\n".join(self._text()) + "\n").encode()

    def _text(self) -> Iterator[str]:
        yield "# What CCcam never had; Hearth reads it beside CCcam.cfg."
        for name in ("server", "web"):
            if table := self.table(name):
                yield from _table(name, table)
        for line, table in self.lines.items():
            yield from _table(f"lines.{_quoted(line)}", table)


def _quoted(text: str) -> str:
    """Quote as JSON does, which is as TOML does, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(name: str, values: dict[str, Value]) -> Iterator[str]:
    yield ""
    yield f"[{name}]"
    for key, value in values.items():
        yield f"{key} = {json.dumps(value)}"
