"""
CCcam's status by telnet: one command, its answer, and the connection ends.

No shell, and nothing can be changed. A second line is never looked at, so that
what a browser is made to send here (a request's headers and body) does nothing.
In the home network a user name and a password are asked for before, each on a
line of its own.
"""

from __future__ import annotations

import asyncio
import re
from typing import Final

from hearth.secret import Secret
from hearth.web.access.doors import lets_in
from hearth.web.access.gate import Answer, Gate
from hearth.web.access.passwords import Given
from hearth.web.compat.texts import COMMANDS, VERSION
from hearth.web.home import Home

MAX_CONNECTIONS: Final = 8  # each lives for as long as an answer takes
MAX_LINE: Final = 256  # bytes; the longest command has 13
WHOLE_S: Final = 30.0  # for a person to type a name, a password and a command

# Seen: cccam-info waits for this very sentence, and ends its command with CR.
GREETING: Final = "Welcome to the CCcam information client."
USAGE: Final = f"Commands: {', '.join(COMMANDS)}"
CLOSED: Final = (
    "Closed: from the home network a user name and a password are required. Set"
    " TELNETINFO USERNAME and TELNETINFO PASSWORD (or those of WEBINFO) in CCcam.cfg."
)

# What a telnet program says of itself: RFC 854, IAC and a command, or an option.
_NEGOTIATION: Final = re.compile(rb"\xff(?:[\xfb-\xfe].|[^\xfb-\xfe])", re.DOTALL)
_LINE_END: Final = re.compile(rb"[\r\n]+")


class Telnet:
    """
    All telnet connections.

    Args:
        home: What is told.
        gate: Who is told.

    """

    def __init__(self, home: Home, gate: Gate) -> None:
        self.home = home
        self.gate = gate
        self.connections: dict[TelnetConnection, None] = {}  # the oldest first

    def make(self) -> asyncio.Protocol:
        """Make the protocol of a new connection."""
        return TelnetConnection(self)

    def close(self) -> None:
        """End every connection now."""
        for connection in list(self.connections):
            connection.abort()


class TelnetConnection(asyncio.Protocol):
    """One connection: perhaps a log-in, then a command."""

    def __init__(self, telnet: Telnet) -> None:
        self._telnet = telnet
        self._gate = telnet.gate
        self._buffer = bytearray()
        self._lines: list[bytes] = []
        self._login = self._gate.settings.telnet_login
        self._address = ""
        self._deadline: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet who may be here; the oldest goes where there are too many."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if not lets_in(transport, external=self._gate.is_external):
            transport.abort()
            return
        self._address = str(transport.get_extra_info("peername")[0])
        loop = asyncio.get_running_loop()
        self._deadline = loop.call_later(WHOLE_S, self.abort)
        everyone = self._telnet.connections
        everyone[self] = None
        if len(everyone) > MAX_CONNECTIONS:
            next(iter(everyone)).abort()
        self._greet()

    def _greet(self) -> None:
        if self._gate.is_external and self._login is None:
            self._end(CLOSED)
        elif self._login is not None:
            self._say(f"{GREETING}\r\nUsername: ")
        else:
            self._say(f"{GREETING}\r\n")

    def data_received(self, data: bytes) -> None:
        """Take what was typed."""
        if self._transport.is_closing():
            return
        self._buffer += data
        self._buffer[:] = _NEGOTIATION.sub(b"", self._buffer)
        while not self._transport.is_closing():
            end = _LINE_END.search(self._buffer)
            if end is None:
                break
            line = bytes(self._buffer[: end.start()])
            del self._buffer[: end.end()]
            self._take(line)
        if len(self._buffer) > MAX_LINE and not self._transport.is_closing():
            self._end("That is too long.")

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        del exc
        self._telnet.connections.pop(self, None)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def abort(self) -> None:
        """End it now."""
        self._telnet.connections.pop(self, None)
        self._transport.abort()

    def _take(self, line: bytes) -> None:
        """Take a line: the name, the password or the command."""
        if len(line) > MAX_LINE:
            self._end("That is too long.")
        elif self._login is None:
            self._answer(line)
        else:
            self._lines.append(line)
            if len(self._lines) == 1:
                self._say("Password: ")
            else:
                self._log_in(*self._lines)

    def _log_in(self, user: bytes, password: bytes) -> None:
        assert self._login is not None
        given = Given(user.strip(), Secret(password))
        verdict = self._gate.judge(given, self._login, self._address)
        self._lines.clear()
        match verdict.answer:
            case Answer.RIGHT:
                self._login = None
                self._say("\r\n")
            case Answer.WRONG:
                self._end("Wrong user name or password.")
            case Answer.WAIT:
                self._end("Too many wrong passwords.")

    def _answer(self, line: bytes) -> None:
        """Answer the one command."""
        if not line.strip():
            return  # somebody pressed return
        command = line.decode("ascii", "replace").strip().lower()
        answer = COMMANDS.get(command)
        if answer is None:
            self._end(USAGE)
        else:
            lines = answer(self._telnet.home)
            self._end("\r\n".join((f"CCcam {VERSION}", "", *lines)))

    def _end(self, text: str) -> None:
        self._say(f"{text}\r\n")
        self._transport.close()  # WHOLE_S still holds for who does not read

    def _say(self, text: str) -> None:
        self._transport.write(text.encode())
