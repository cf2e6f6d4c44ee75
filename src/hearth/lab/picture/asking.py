"""Asks a card server for what a stream brings, on a real connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hearth.dvb import ControlWords, ServiceId
from hearth.lab.broadcast import Broadcast
from hearth.lab.picture.box import HeardEcm
from hearth.lab.receiver import LabReceiver
from hearth.lab.statistics import Verdict
from hearth.lab.viewer import GIVE_UP_S, NEVER, Question, Viewer, stay_forever
from hearth.net.settings import Upstream

Tell = Callable[[HeardEcm, ControlWords], None]

RECONNECT_S: Final = 1.0


class StreamViewer(Viewer):
    """
    A viewer whose questions come from a stream, not from a clock.

    Args:
        service_id: What is watched.
        tell: Called with each answer, right or wrong: a receiver cannot know.
        speed: Seconds of the stream in one second.

    """

    def __init__(self, service_id: ServiceId, tell: Tell, *, speed: float = 1) -> None:
        super().__init__(
            Broadcast(), stay_forever(service_id), give_up_s=GIVE_UP_S / speed
        )
        self._tell = tell
        self._speed = speed
        self._on_air: HeardEcm | None = None
        self._asked_for: dict[int, HeardEcm] = {}

    def hear(self, ecm: HeardEcm) -> None:
        """Take note of what is on air now."""
        self._on_air = ecm

    def take_question(self, now: float) -> Question | None:
        """Give the question for what is on air, if it was not asked yet."""
        ecm = self._on_air
        if self._finished or ecm is None:
            return None
        if self._asked == (self.service_id, ecm.number):
            return None
        self._asked = self.service_id, ecm.number
        self.statistics.questions += 1
        number = self.statistics.questions
        question = Question(number, self.service_id, ecm.number, ecm.section)
        self._waiting[number] = question, now
        self._asked_for[number] = ecm
        return question

    def wake_at(self, now: float) -> float:
        """Tell when a question is to be given up; the stream tells of the rest."""
        del now
        overdue = (asked + self._give_up_s for _, asked in self._waiting.values())
        return min(overdue, default=NEVER)

    def answered(self, number: int, control_words: ControlWords, now: float) -> None:
        """Pass an answer on, and judge it."""
        if number not in self._waiting:
            return
        ecm = self._asked_for[number]
        self._tell(ecm, control_words)
        is_right = control_words == ecm.right
        self._end(number, Verdict.RIGHT if is_right else Verdict.WRONG, now)

    def _end(self, number: int, verdict: Verdict, now: float) -> None:
        _, asked = self._waiting[number]
        ecm = self._asked_for.pop(number)
        ecm.verdict = verdict
        ecm.after_s = (now - asked) * self._speed
        super()._end(number, verdict, now)


class PictureReceiver(LabReceiver):
    """
    A lab receiver that asks when the stream brings something new.

    Args:
        upstream: The server, and our account there.
        viewer: What is watched.
        partner: Whether to speak partner mode if the server does.

    """

    def __init__(
        self, upstream: Upstream, viewer: StreamViewer, *, partner: bool = True
    ) -> None:
        super().__init__(upstream, viewer, partner=partner, reconnect_s=RECONNECT_S)
        self._stream_viewer = viewer

    def hear(self, ecm: HeardEcm) -> None:
        """Ask for an ECM, at once if there is a card to ask."""
        self._stream_viewer.hear(ecm)
        self._go_on()
