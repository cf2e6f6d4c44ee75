"""The home as the pages see it: everything that they may read, and all they may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hearth.dvb import Caid, NodeId, ProviderId, ServiceId
from hearth.web.settings import WebSettings

if TYPE_CHECKING:
    from hearth.observe.history.reader import HistoryReader
    from hearth.observe.history.views import NoteKind
    from hearth.observe.live.live import Live
    from hearth.observe.live.views import Status


class MemoryAt(NamedTuple):
    """How much memory Hearth had at a moment; ``at`` in unix seconds."""

    at: float
    resident_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """
    How Hearth itself is doing.

    Attributes:
        started: Unix seconds.
        memory: Resident memory over time, the latest last; empty where the
            system does not tell.
        loop_delay_s: By how much the event loop was late at worst in the last
            minute.
        database_bytes: Size of the history.
        history_problem: What keeps the history from being written; "" if nothing.

    """

    started: float
    memory: tuple[MemoryAt, ...] = ()
    loop_delay_s: float = 0.0
    database_bytes: int = 0
    history_problem: str = ""


class Notes(Protocol):
    """Where what people and the daemon did is written down (`History` is one)."""

    def note(
        self, kind: NoteKind, text: str, receiver: str = "", line: str = ""
    ) -> None:
        """Write a note of this moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """
    What the daemon hands to the pages. None of it can block the event loop.

    The history's methods do: they are called by ``asyncio.to_thread``.

    Attributes:
        version: Of Hearth.
        node_id: Ours, as CCcam's pages show it.
        configuration: The CCcam.cfg in use.
        live: What happens now: latest ECMs, lines of the log, subscriptions.
        history: What is remembered; None when nothing is.
        notes: Writes notes.
        status: What is true now.
        channel_name: Finds the name of a channel; None if there is none.
        provider_name: The same for a provider of a CA system.
        web_settings: The WebInfo settings that hold now.
        health: How Hearth itself is doing.
        server_port: Where receivers log in; None if nowhere.
        server_addresses: This machine's home addresses that are listened on.
        mark_freeze: Somebody saw the picture of this receiver freeze just now.
        reload: Have the configuration read again, as after SIGHUP.
        unix_now: The wall clock, in unix seconds.
        monotonic: The clock that is never set back, in seconds.

    """

    version: str
    node_id: NodeId
    configuration: Path
    live: Live
    history: HistoryReader | None
    notes: Notes
    status: Callable[[], Status]
    channel_name: Callable[[Caid, ProviderId, ServiceId], str | None]
    provider_name: Callable[[Caid, ProviderId], str | None]
    web_settings: Callable[[], WebSettings]
    health: Callable[[], Health]
    server_port: Callable[[], int | None]
    server_addresses: Callable[[], tuple[str, ...]]
    mark_freeze: Callable[[str], None]
    reload: Callable[[], None]
    unix_now: Callable[[], float]
    monotonic: Callable[[], float]
