"""One upstream line, as its connection and its answers tell of it."""

from __future__ import annotations

from hearth.dvb import Card
from hearth.observe.live.day import Count
from hearth.observe.live.times import Times
from hearth.observe.live.verdicts import judge_line
from hearth.observe.live.views import LineStatus, Trip


class Line:
    """
    A line of the configuration.

    All times that come in are monotonic seconds.

    Args:
        name: What the log calls it.

    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.today = Count()
        self._is_up = False
        self._since: float | None = None
        self._step = ""
        self._reason = ""
        self._paused_until = 0.0
        self._cards: dict[int, Card] = {}
        self._hop = 0
        self._connect_s = 0.0
        self._times = Times()

    def go_up(self, now: float, connect_s: float = 0.0) -> None:
        """Take note that it is logged in, and how long connecting took, if known."""
        self._connect_s = connect_s or self._connect_s
        self._is_up, self._since = True, now
        self._step = self._reason = ""

    def go_down(self, step: str, reason: str, now: float) -> None:
        """Take note that its connection ended, or could again not be made."""
        if self._is_up or self._since is None:
            self._since = now
        self._is_up = False
        self._step, self._reason = step, reason
        self._cards.clear()

    def add_card(self, share: int, card: Card) -> None:
        """Take note of a card, by the number of our share."""
        self._cards[share] = card

    def remove_card(self, share: int) -> None:
        """Take note that a card is gone."""
        self._cards.pop(share, None)

    def pause(self, pause_s: float, now: float) -> None:
        """Take note that others are asked first for a while."""
        self._paused_until = now + pause_s

    def answer(self, seconds: float, hop: int, now: float) -> None:
        """Take a good answer: it ends every pause, and shows that the line is up."""
        if not self._is_up:
            self.go_up(now)
        self._paused_until = 0.0
        self._hop = hop
        self._times.add(seconds)
        self.today.asked += 1

    def fail(self) -> None:
        """Take note that a question got no control words from it."""
        self.today.asked += 1
        self.today.failed += 1

    def status(
        self, now: float, unix_offset: float, trip: Trip | None = None
    ) -> LineStatus:
        """
        Say how it is.

        Args:
            now: Monotonic seconds.
            unix_offset: What makes unix seconds of those.
            trip: The network to it.

        """
        p50_s, p95_s, p99_s = self._times.percentiles()
        return LineStatus(
            name=self.name,
            is_up=self._is_up,
            since=self._since + unix_offset if self._since is not None else 0.0,
            step=self._step,
            reason=self._reason,
            is_paused=now < self._paused_until,
            cards=tuple(self._cards.values()),
            hop=self._hop or self._nearest(),
            last_s=self._times.last,
            usual_s=p50_s,
            p99_s=p99_s,
            asked=self.today.asked,
            failed=self.today.failed,
            spread_s=p95_s - p50_s,
            manner=judge_line(len(self._times), p50_s, p95_s),
            connect_s=self._connect_s,
            trip=trip,
        )

    def _nearest(self) -> int:
        return min((card.hops + 1 for card in self._cards.values()), default=0)
