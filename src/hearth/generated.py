"""Pages of the documentation that are made of docstrings: written, and compared."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path


class GeneratedPages:
    """
    A folder's pages, as they should be.

    Args:
        make: Makes all of them, by the names of their files.
        source: What they are made of, in the plural.

    """

    def __init__(self, make: Callable[[], Mapping[str, str]], source: str) -> None:
        self._make = make
        self._source = source

    def differing(self, folder: Path) -> list[str]:
        """Name a folder's files that are not as they should be, or should not be."""
        made = self._make()
        there = {path.name for path in folder.glob("*.md")}
        wrong = there - set(made)
        for name, text in made.items():
            if name not in there or (folder / name).read_text("utf-8") != text:
                wrong.add(name)
        return sorted(wrong)

    def write(self, folder: Path) -> None:
        """Write all pages, and remove those of what is no more."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in self.differing(folder):
            (folder / name).unlink(missing_ok=True)
        for name, text in self._make().items():
            (folder / name).write_text(text, "utf-8")

    def main(self, arguments: list[str]) -> int:
        """Write a folder's pages, or with ``--check`` say which differ."""
        folder = Path(arguments[0])
        if arguments[1:] != ["--check"]:
            self.write(folder)
            return 0
        wrong = self.differing(folder)
        for name in wrong:
            sys.stderr.write(f"{folder / name} is not what {self._source} say\n")
        return 1 if wrong else 0
