"""A receiver without clock and socket: packets in, pictures' packets out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from hearth.dvb import ControlWords, Section, ServiceId
from hearth.lab.card_system import LabCard
from hearth.lab.picture.descrambler import Descrambler, Moment, Period
from hearth.lab.picture.recorder import Recorder
from hearth.lab.picture.tuner import Tuner
from hearth.lab.statistics import Verdict
from hearth.lab.stream.errors import StreamError
from hearth.lab.stream.packets import PACKET_SIZE, pid_of
from hearth.lab.stream.sections import SectionReader
from hearth.lab.watch import Watch


@dataclass(slots=True)
class HeardEcm:
    """
    An ECM that appeared, and what came of it.

    Attributes:
        number: Counted from the first that was heard.
        section: It.
        moment: Which crypto period was on air then.
        heard_s: The stream's time then.
        right: The right answer to it.
        verdict: How the question ended; None while it has not.
        after_s: How long that took, in the stream's seconds.

    """

    number: int
    section: Section
    moment: Moment
    heard_s: float
    right: ControlWords
    verdict: Verdict | None = None
    after_s: float = 0.0


class Box:
    """
    One receiver; use it with ``with``.

    Args:
        service_id: What it shows.

    Attributes:
        ask: Called with each ECM that is new.
        ecms: Those that were heard so far.
        watch: To wait for anything in here.

    Raises:
        MissingError: libdvbcsa is not installed.

    """

    def __init__(self, service_id: ServiceId) -> None:
        self.ecms: list[HeardEcm] = []
        self.watch = Watch()
        self.ask: Callable[[HeardEcm], None] = lambda _: None
        self._tuner = Tuner(service_id)
        self._recorder = Recorder(self._tuner)
        self._descrambler = Descrambler()
        self._ecm_reader = SectionReader()
        self._card = LabCard()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Give the keys' memory back."""
        self._descrambler.__exit__()

    @property
    def periods(self) -> list[Period]:
        """The crypto periods that it has seen so far."""
        return self._descrambler.periods

    @property
    def has_key(self) -> bool:
        """Whether any control word came so far."""
        return self._descrambler.has_key

    def take(
        self, data: bytearray, start_s: float, packet_s: float
    ) -> tuple[bytes, bytes]:
        """
        Take packets of the multiplex, and descramble them in place.

        Args:
            data: Whole packets.
            start_s: The stream's time at the first one.
            packet_s: How long one lasts.

        Returns:
            What can be shown, and what is to be recorded.

        Raises:
            StreamError: The stream is not one of the laboratory's.

        """
        for index, at in enumerate(range(0, len(data), PACKET_SIZE)):
            pid = pid_of(data, at)
            if pid == self._tuner.ecm_pid:
                packet = bytes(data[at : at + PACKET_SIZE])
                for section in self._ecm_reader.take(packet):
                    self._hear(section, start_s + index * packet_s)
            elif pid < 0x20 or pid == self._tuner.pmt_pid:
                self._tuner.take(bytes(data[at : at + PACKET_SIZE]))
        self._descrambler.take(data, start_s, packet_s, self._recorder.pids)
        return self._recorder.take(data)

    def answer(self, ecm: HeardEcm, control_words: ControlWords, now: float) -> None:
        """Take the answer to an ECM; now is the stream's time."""
        self._descrambler.answer(ecm.moment, control_words, now)
        self.watch.changed()

    def _hear(self, data: bytes, now: float) -> None:
        """Ask for an ECM, if it is not the one that is asked for already."""
        if self.ecms and self.ecms[-1].section.data == data:
            return
        section = Section(data)
        right = self._card.answer(section)
        if right is None or not section.is_ecm:
            raise StreamError(
                "an ECM is not the laboratory's: another system's, or damaged"
            )
        ecm = HeardEcm(
            len(self.ecms), section, self._descrambler.moment(section), now, right
        )
        self.ecms.append(ecm)
        self.ask(ecm)
