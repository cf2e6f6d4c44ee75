"""A scenario as values: the home, the broadcast, and what happens when and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from hearth.dvb import ServiceId
from hearth.lab.broadcast import Broadcast
from hearth.lab.card_reader import CardBehaviour
from hearth.lab.scenario.behaviours import LinkBehaviour, MachineFacts
from hearth.lab.scenario.fault import Fault

HUB: Final = "hearth"  # what a fault is for that is Hearth's own
MACHINE: Final = "machine"  # and what is the machine's
FIRST_SERVICE: Final = 0x4001  # the first channel's; each has one of its own
DAY_S: Final = 86_400.0
NEVER: Final = float("inf")

# What a real card takes: docs/ecm-time.md, from logs that people have published.
USUAL_CARD: Final = CardBehaviour(delay_s=0.195, spread=0.12, serial=True)


class Kind(Enum):
    """What a receiver is, as far as it matters for the picture."""

    BOX = "box"  # shows at once, asks for every ECM
    TVHEADEND = "tvheadend"  # shows late, and asks no more after 3 refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPlan:
    """A card, in its reader, behind a server's program; ``hops``: how far from it."""

    name: str
    behaviour: CardBehaviour = USUAL_CARD
    hops: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePlan:
    """An upstream line; ``name`` is its server's host name, ``card`` whose it is."""

    name: str
    card: str
    link: LinkBehaviour = field(default_factory=LinkBehaviour)
    partner: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """
    When a receiver watches what, each day.

    Attributes:
        begin_s: Since midnight.
        end_s: Since midnight; before ``begin_s``: on the next day; the same:
            around the clock.
        channels: Which of the home's channels.
        zap_s: How long one is watched, about; infinite: the first alone.

    """

    begin_s: float
    end_s: float
    channels: tuple[str, ...]
    zap_s: float = NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverPlan:
    """A receiver; ``name`` is its account's, too."""

    name: str
    watching: tuple[Watching, ...]
    link: LinkBehaviour = field(default_factory=LinkBehaviour)
    kind: Kind = Kind.BOX
    partner: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """
    A fault, when it is on and whom it hits.

    Attributes:
        at_s: When it begins, from the scenario's beginning.
        for_s: How long it is on; infinite: to the end.
        every_s: It comes again after so long; infinite: never.

    """

    fault: Fault[Any]
    to: tuple[str, ...]
    at_s: float = 0.0
    for_s: float = NEVER
    every_s: float = NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    What the doctor is asked of a home, and what it should say.

    Attributes:
        causes: The codes of what is planted, the first one first; none: the home
            is healthy, and nothing may be blamed.
        freeze: When somebody saw a picture stop, from the scenario's beginning,
            and whose; "" for any receiver's. None: nobody says so.

    """

    causes: tuple[str, ...]
    freeze: tuple[float, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """
    All of it.

    Attributes:
        name: As a person would say it.
        tells: A sentence: what is going on.
        seed: Of every dice.
        starts_s: The home's time of day at the beginning, since midnight.
        lasts_s: How long it is, unless somebody wants it otherwise.
        broadcast: The crypto period, the lead, the halves.
        channels: What there is to watch.
        happens: In the file's order.
        asked: What the doctor should say; None: it is not for the doctor.

    """

    name: str
    tells: str
    seed: int = 0
    starts_s: float = 72_000.0  # 20:00
    lasts_s: float = 3600.0
    broadcast: Broadcast = field(default_factory=Broadcast)
    channels: tuple[str, ...]
    cards: tuple[CardPlan, ...]
    lines: tuple[LinePlan, ...]
    receivers: tuple[ReceiverPlan, ...]
    machine: MachineFacts = field(default_factory=MachineFacts)
    happens: tuple[Happening, ...] = ()
    asked: Asked | None = None

    @property
    def service_ids(self) -> Mapping[str, ServiceId]:
        """The service id of each channel."""
        return {
            name: ServiceId(FIRST_SERVICE + number)
            for number, name in enumerate(self.channels)
        }
