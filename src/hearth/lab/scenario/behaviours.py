"""How the parts of a home behave: plain values, which faults change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hearth.lab.card_reader import CardBehaviour


class Way(Enum):
    """Whether anything gets through a network."""

    OPEN = "open"
    CLOSED = "closed"  # the far end's program is gone: FIN, then refused
    SILENT = "silent"  # nothing arrives, and nobody says so
    REJECTED = "rejected"  # a firewall says no to every packet


class Resolves(Enum):
    """What a name look-up says."""

    RIGHT = "right"
    NOT = "not"  # the name is not known
    ELSEWHERE = "elsewhere"  # to another machine of this home
    OUTSIDE = "outside"  # to an address outside this home


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkBehaviour:
    """
    The network between Hearth and one receiver, or one line's server.

    Attributes:
        delay_s: One way.
        jitter_s: By how much that varies, to either side.
        loss: The share of packets that are lost, and sent again by TCP.
        pause_s: So long nothing gets through, again and again; Wi-Fi does so.
        pause_every_s: From one such pause to the next, about.
        way: Whether anything gets through.

    """

    delay_s: float = 0.0005
    jitter_s: float = 0.0
    loss: float = 0.0
    pause_s: float = 0.0
    pause_every_s: float = 10.0
    way: Way = Way.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class LogInBehaviour:
    """
    How a receiver logs in at Hearth, or Hearth at a line's server.

    Attributes:
        is_right: Whether the password is.
        is_expired: The server knows the account, and its time is over: who is
            in gets no answers any more, and nobody comes in.
        account: Another one's user name that is used; "": the own one.

    """

    is_right: bool = True
    is_expired: bool = False
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBehaviour:
    """What the look-up of a line's host gives."""

    resolves: Resolves = Resolves.RIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverBehaviour:
    """
    What a receiver does besides watching.

    Attributes:
        reconnect_s: How long after the end of a connection it comes back.
        hangs_up_every_s: It ends its connection again and again; 0: never.
        reads: Whether it takes what it is sent.
        emm_every_s: It passes on a card update so often; 0: none.

    """

    reconnect_s: float = 1.0
    hangs_up_every_s: float = 0.0
    reads: bool = True
    emm_every_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HubBehaviour:
    """Whether Hearth itself runs."""

    is_on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineFacts:
    """
    What is so on the machine with Hearth; the doctor reads it, nothing acts on it.

    Attributes:
        adapter_holders: Programs that have the DVB adapter's card slot open.
        debug: Whether the card program logs everything.
        log_bytes_a_day: What its log grows by.
        disk_free_bytes: Where history and logs are kept.
        clock_off_s: By how much the machine's clock is wrong; negative: late.

    """

    adapter_holders: tuple[str, ...] = ("oscam",)
    debug: bool = False
    log_bytes_a_day: int = 2_000_000
    disk_free_bytes: int = 4_000_000_000
    clock_off_s: float = 0.0


Behaviour = (
    CardBehaviour
    | LinkBehaviour
    | LogInBehaviour
    | NameBehaviour
    | ReceiverBehaviour
    | HubBehaviour
    | MachineFacts
)
