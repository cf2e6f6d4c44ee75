"""
What the doctor knows: facts that were collected, with nothing judged yet.

All of it can be made by hand. A scenario of the laboratory becomes facts so:
its observations are `Record.seen`, its machine facts a `MachineFacts`, and how
its lines are now a `Ladder` each.

Moments are unix seconds, or seconds of any clock that all of a record has in
common; durations are seconds. None is "not looked at": `Facts.unlooked` says
why. No fact holds a password, a key or a control word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum

from hearth.core.observations import Observation
from hearth.doctor.machine_facts import MachineFacts
from hearth.dvb import Card
from hearth.net.sockets import RoundTrip
from hearth.observe.history.views import LinkKind
from hearth.observe.periods import ServiceKey


class Rung(IntEnum):
    """The steps of a line, in the order in which they are climbed."""

    NAME = 1
    HOME = 2
    ROUTE = 3
    PORT = 4
    SEED = 5
    LOG_IN = 6
    CARDS = 7
    CHANNEL = 8
    ANSWER = 9


class Trouble(Enum):
    """Why a line failed at a step, or ended."""

    NAME_UNKNOWN = "its name is not known"
    NAME_SLOW = "the name look-up took too long"
    NOT_HOME = "its address is outside this home"
    NO_ROUTE = "this machine has no way to its network"
    HOST_GONE = "the machine does not answer in its own network"
    REFUSED = "nothing listens at its port"
    DROPPED = "nothing at all answers at its port"
    NO_CARD_SERVER = "something else answers at its port"
    NO_SEED = "it is connected and says nothing"
    CLOSED_AT_ONCE = "it closes the connection before it says anything"
    LOG_IN_REFUSED = "it closes the connection instead of confirming the log-in"
    NO_ACKNOWLEDGEMENT = "it does not confirm the log-in"
    CLOSED_AFTER = "it confirms the log-in and then closes the connection"
    NO_CARDS = "it announces no card"
    FAR_CARDS = "its cards are further away than one server"
    NO_CARD_FOR_CHANNEL = "it has no card for this channel"
    ECM_REFUSED = "it says no to the question"
    UNANSWERED = "it does not answer the question"
    WRONG_KEYS = "its control words cannot be right"
    ENDED = "it closed the connection"
    FELL_SILENT = "there was no sign of life any more"
    OTHER = "the system gives another reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """
    How far one line came.

    Attributes:
        line: Its name as observations have it.
        host: As the configuration has it.
        port: TCP.
        user: Our name there.
        reached: The last step that went well; None if none did.
        trouble: Why it came no further; None if nothing failed.
        detail: The trouble in the system's or the server's words.
        addresses: What the name look-up gave.
        earlier_addresses: Where this line was well before, where that is known.
        look_up_s: How long the name look-up took.
        connect_s: How long the connection took to be made.
        log_in_s: From the connection to the server's name.
        answer_s: How long the question took; None if none was put.
        server: What the server said it is.
        cards: What it announced.
        untried: Why the rest was not climbed; "" if it was, or failed.

    """

    line: str
    host: str = ""
    port: int = 0
    user: str = ""
    reached: Rung | None = None
    trouble: Trouble | None = None
    detail: str = ""
    addresses: tuple[str, ...] = ()
    earlier_addresses: tuple[str, ...] = ()
    look_up_s: float = 0.0
    connect_s: float = 0.0
    log_in_s: float = 0.0
    answer_s: float | None = None
    server: str = ""
    cards: tuple[Card, ...] = ()
    untried: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """
    What was seen for a while: of questions, answers, lines and receivers.

    Attributes:
        begin: From when on.
        end: Up to when.
        seen: What core observed, each with its moment, oldest first.
        restarts: When Hearth itself was started.
        freezes: When somebody saw a picture stop, and whose.
        trips: Round trips to receivers, by their names, as they were measured.
        line_trips: Round trips to lines' servers, by the lines' names.
        links: How receivers are connected, by their names.
        periods: Crypto periods that are known already; the rest is learnt.
        leads: How long an answer may take, by service, where that is known.
        source: Where it is from, for a person to read.

    """

    begin: float
    end: float
    seen: tuple[tuple[float, Observation], ...] = ()
    restarts: tuple[float, ...] = ()
    freezes: tuple[tuple[float, str], ...] = ()
    trips: Mapping[str, tuple[RoundTrip, ...]] = field(default_factory=dict)
    line_trips: Mapping[str, tuple[RoundTrip, ...]] = field(default_factory=dict)
    links: Mapping[str, LinkKind] = field(default_factory=dict)
    periods: Mapping[ServiceKey, float] = field(default_factory=dict)
    leads: Mapping[ServiceKey, float] = field(default_factory=dict)
    source: str = "the history"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """
    Everything that was collected.

    Attributes:
        at: When.
        lines: The configuration's lines, by their names, the preferred first.
        accounts: The configuration's receivers.
        config_errors: What is wrong in the configuration and costs its line.
        ladders: How far each line came.
        machine: What is so on this machine.
        record: What was seen of questions and answers; None: nothing was.
        freeze: The moment that is asked about, and the receiver ("" for any).
        unlooked: What could not be looked at, and why, by its topic.

    """

    at: float = 0.0
    lines: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    config_errors: tuple[str, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    machine: MachineFacts = field(default_factory=MachineFacts)
    record: Record | None = None
    freeze: tuple[float, str] | None = None
    unlooked: Mapping[str, str] = field(default_factory=dict)
