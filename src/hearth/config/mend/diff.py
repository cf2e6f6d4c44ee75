"""Show what changes in a file as a unified diff in which no secret stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice, takewhile
from operator import eq
from typing import Final, TypeAlias

from hearth.config.language.document import Document, decode
from hearth.config.language.masking import MIN_KNOWN, mask_line
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems
from hearth.config.sense.comments import secrets_in

CONTEXT: Final = 3  # lines around a change, as everywhere
CHANGED: Final = "  (what is masked changes)"

_Group: TypeAlias = Sequence[tuple[str, int, int, int, int]]  # as difflib gives them
Mask: TypeAlias = Callable[[str], str]  # gives a line as it may be shown


def diff(
    before: Document,
    after: Document,
    file: str,
    *,
    context: int = CONTEXT,
    mask: Mask | None = None,
) -> list[str]:
    """
    Show what has changed.

    Args:
        before: The file as it was.
        after: The file as it is to be.
        file: Its name.
        context: How many lines are shown around a change.
        mask: Masks a line; without it, the secrets of a CCcam.cfg are masked.

    Returns:
        Lines without their ends; none if nothing has changed.

    """
    old, new = tuple(before.lines()), tuple(after.lines())
    # Compared is what is between the first and the last change: files are long.
    head = sum(1 for _ in takewhile(bool, map(eq, old, new)))
    if len(old) == len(new) == head:
        return []
    backwards = map(eq, reversed(old), reversed(new))
    rest = min(len(old), len(new)) - head
    tail = sum(1 for _ in islice(takewhile(bool, backwards), rest))
    first, last = max(head - context, 0), max(tail - context, 0)
    pieces = old[first : len(old) - last], new[first : len(new) - last]
    changed = Document(b"\n".join(new[head : len(new) - tail]))
    shower = _Shower(*pieces, first, mask or _mask_of(before, changed))
    matcher = SequenceMatcher(None, *pieces)
    made = [f"--- {file}", f"+++ {file}"]
    for group in matcher.get_grouped_opcodes(context):
        made += shower.hunk(group)
    return made


def _mask_of(*documents: Document) -> Mask:
    """Mask what these files have as secrets, wherever it stands."""
    secrets = frozenset(
        text
        for document in documents
        for text in secrets_in(parse(document, Problems()))
        if len(text) >= MIN_KNOWN
    )
    return lambda text: mask_line(text, secrets)


class _Shower:
    """
    Shows pieces of two files.

    Args:
        old: Lines of the one.
        new: Lines of the other.
        first: How many lines each of them has before these.
        mask: Masks a line.

    """

    def __init__(
        self, old: Sequence[bytes], new: Sequence[bytes], first: int, mask: Mask
    ) -> None:
        self._old = old
        self._new = new
        self._first = first
        self._mask = mask

    def hunk(self, group: _Group) -> Iterator[str]:
        """Give the lines of a group of changes that are near each other."""
        _, old, _, new, _ = group[0]
        _, _, old_end, _, new_end = group[-1]
        yield f"@@ -{self._range(old, old_end)} +{self._range(new, new_end)} @@"
        for operation, begin, end, new_begin, new_end in group:
            was = [self._shown(line) for line in self._old[begin:end]]
            if operation == "equal":
                yield from (f" {line}" for line in was)
                continue
            now = [self._shown(line) for line in self._new[new_begin:new_end]]
            for at, _ in enumerate(zip(was, now, strict=False)):
                if was[at] == now[at]:
                    now[at] += CHANGED
            yield from (f"-{line}" for line in was)
            yield from (f"+{line}" for line in now)

    def _shown(self, raw: bytes) -> str:
        text = self._mask(decode(raw)[0])
        return "".join(c if c.isprintable() or c == "\t" else "\ufffd" for c in text)

    def _range(self, begin: int, end: int) -> str:
        """Write lines as a unified diff does: from 1, and a count of 1 left out."""
        count, first = end - begin, begin + self._first
        return str(first + 1) if count == 1 else f"{first + (count > 0)},{count}"
