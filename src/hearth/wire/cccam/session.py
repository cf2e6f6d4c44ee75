"""What the sessions of both roles share: what goes out, and how they end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Final, Generic, TypeVar

from hearth.errors import PeerError
from hearth.wire.cccam.cipher import Cipher
from hearth.wire.cccam.events import Closed, Ignored
from hearth.wire.cccam.framing import Reader
from hearth.wire.cccam.messages import CHECKS, Command, Identity, encode_message
from hearth.wire.cccam.partner import encode_partner_text

_NOTHING: Final = b""
MAX_KEPT: Final = 8192  # bytes of a peer's that a session holds at any time
MAX_UNKNOWN_IN_ROW: Final = 8  # so many are a stream that is not understood at all

Event = TypeVar("Event")


class Session(ABC, Generic[Event]):
    """
    One connection; a role adds what the messages mean and the commands.

    Args:
        identity: Who we say we are.

    """

    __slots__ = (
        "_cipher",
        "_extended",
        "_identity",
        "_output",
        "_partner_heard",
        "_reader",
        "_reason",
        "_seen",
        "_unknown_in_row",
    )

    _cipher: Cipher  # of what we send; set once the seed is known

    def __init__(self, identity: Identity) -> None:
        self._identity: Final = identity
        self._reader: Final = Reader()
        self._output = bytearray()
        self._reason: str | None = None
        self._seen = 0  # one bit for each command that was ignored before
        self._unknown_in_row = 0
        self._partner_heard = False
        self._extended = False

    @property
    def closed(self) -> bool:
        """Whether the session has ended; what is to be sent may still be there."""
        return self._reason is not None

    @property
    def kept(self) -> int:
        """How many received bytes are held; never over 8 KiB."""
        return len(self._reader)

    @property
    def partner_mode(self) -> bool:
        """Whether questions and answers are numbered, and in any order."""
        return self._extended

    def receive(self, data: bytes) -> list[Event | Closed]:
        """
        Take bytes that came, in whatever pieces. Never raises.

        Args:
            data: Any number of bytes.

        Returns:
            What they mean, in order. After `Closed` there is nothing more.

        """
        if self._reason is not None:
            return []
        self._reader.feed(data)
        return self._go_on()

    def take_output(self) -> bytes:
        """Return what is to be sent, which is then regarded as sent."""
        if not self._output:
            return _NOTHING
        output = bytes(self._output)
        self._output.clear()
        return output

    @abstractmethod
    def _take_event(self) -> Event | Closed | None:
        """Take the next thing that came; None if it has not come whole."""

    def _go_on(self) -> list[Event | Closed]:
        events: list[Event | Closed] = []
        try:
            while self._reason is None and (event := self._take_event()) is not None:
                events.append(event)
        except PeerError as error:
            events.append(self._close(str(error)))
        if self._reader.keep_only_what_is_left() > MAX_KEPT:
            events.append(
                self._close(f"over {MAX_KEPT} bytes came before the log-in was decided")
            )
        return events

    def _send(self, command: int, body: bytes = b"", flag: int = 0) -> None:
        self._output += self._cipher.encrypt(encode_message(command, body, flag))

    def _send_partner_text(self, *, extended: bool) -> None:
        text = encode_partner_text(self._identity.program, extended=extended)
        self._send(Command.NOK1, text)

    def _close(self, reason: str) -> Closed:
        self._reason = reason
        self._reader.clear()
        return Closed(reason)

    def _ignore(self, command: int, body: bytes) -> Ignored:
        bit = 1 << command
        first = not self._seen & bit
        self._seen |= bit
        return Ignored(command, len(body), first)

    def _ignore_unknown(self, command: int, body: bytes) -> Ignored | Closed:
        """Take note of a command that has no place here; too many end it."""
        if command in CHECKS:
            self._unknown_in_row = 0
            return self._ignore(command, body)
        self._unknown_in_row += 1
        if self._unknown_in_row >= MAX_UNKNOWN_IN_ROW:
            return self._close(
                f"{MAX_UNKNOWN_IN_ROW} messages in a row were not understood: the"
                " stream is damaged, or the other end speaks another protocol"
            )
        return self._ignore(command, body)
