"""Control words that cannot be right, by the line that gave them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hearth.core.observations import BadControlWords, Fault
from hearth.doctor.answers.digest import Digest
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import clock, listed, number

LEAST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """
    One line's wrong control words of some kinds.

    Attributes:
        line: Which.
        kinds: How often each kind of fault came.
        first: When it was first.
        last: When it was last.
        services: For how many channels.
        share: How much of what froze a picture that explains.

    """

    line: str
    kinds: Counter[Fault]
    first: float
    last: float
    services: int
    share: float

    def verdict(self, title: str, remedy: str) -> Verdict:
        """Make a verdict of it: a cause if anybody missed a key because of it."""
        kinds = listed(
            f"{number(count, 'answer')}: {fault.value}"
            for fault, count in self.kinds.items()
        )
        return Verdict(
            standing=Standing.CAUSE if self.share > 0 else Standing.WARNING,
            title=title,
            evidence=(
                kinds,
                (
                    f"for {number(self.services, 'channel')}, from"
                    f" {clock(self.first)} to"
                    f" {clock(self.last)}"
                ),
            ),
            remedy=remedy,
            line=self.line,
            share=self.share,
        )


def wrong_of(digest: Digest | None, *faults: Fault) -> Iterator[Wrong]:
    """Give the lines whose control words had one of some faults."""
    if digest is None:
        return
    found: dict[str, list[tuple[float, BadControlWords]]] = defaultdict(list)
    for at, words in digest.of(BadControlWords):
        if words.fault in faults:
            found[words.line].append((at, words))
    for line, each in found.items():
        if len(each) >= LEAST:
            services = {words.service_id for _, words in each}
            spoilt = [
                q
                for q in digest.failed
                if id(q) in digest.spoilt and q.done.service_id in services
            ]
            yield Wrong(
                line=line,
                kinds=Counter(words.fault for _, words in each),
                first=each[0][0],
                last=each[-1][0],
                services=len(services),
                share=digest.share_of_bad(spoilt),
            )
