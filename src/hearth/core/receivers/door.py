"""Who gets in: connections, log-ins, wrong passwords, one log-in an account."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from hearth import household
from hearth.core import commands, observations
from hearth.core.events import EcmAsked, LogInAsked
from hearth.core.receivers.lockouts import Lockouts
from hearth.core.settings import Account
from hearth.core.tools import Tools
from hearth.dvb import Card
from hearth.secret import Secret

MAX_STRANGERS: Final = 64  # connections that have not logged in
MAX_STRANGERS_OF_ONE: Final = 16  # of those, from one address
LOG_IN_S: Final = 10.0  # a receiver on a poor Wi-Fi needs two

# What an unknown user's password is compared with, so that it takes as long.
_DECOY: Final = Secret(b"no account has this password")


class Stage(Enum):
    """How far a connection has come."""

    STRANGER = "has not logged in"
    LOOKING_UP = "knows its password; its host lock is being looked up"
    ADMITTED = "logged in, has not said what it is"
    READY = "takes cards and asks"


_NOT_LOGGED_IN: Final = (Stage.STRANGER, Stage.LOOKING_UP)


@dataclass(slots=True, eq=False)
class Connection:
    """
    One receiver's connection.

    Attributes:
        number: The number that net gave it.
        address: In its plain form.
        announced: The cards that it was told of, by our share numbers.
        held: Questions for which it has no card at the moment, and since when.

    """

    number: int
    address: str
    stage: Stage = Stage.STRANGER
    account: Account | None = None
    program: str = ""
    since: float = 0.0
    announced: dict[int, Card] = field(default_factory=dict)
    held: list[tuple[float, EcmAsked]] = field(default_factory=list)


class Door:
    """
    All connections, and the rules by which they come in.

    Unknown user and wrong password are the same from outside: both compare a
    password, both end without a word.

    Args:
        tools: What the parts of core share.
        gone: Told the number of every connection that has ended.

    """

    def __init__(self, tools: Tools, gone: Callable[[int], None]) -> None:
        self._gone = gone
        self._timers = tools.timers
        self._out = tools.out
        self._connections: dict[int, Connection] = {}
        self._accounts: dict[str, Account] = {}
        self._lockouts = Lockouts()

    def __iter__(self) -> Iterator[Connection]:
        return iter(list(self._connections.values()))

    def get(self, number: int) -> Connection | None:
        """Find a connection by its number."""
        return self._connections.get(number)

    def configure(self, accounts: tuple[Account, ...]) -> None:
        """
        Take the accounts of a new configuration.

        A receiver whose account is gone, has another password or is bound to
        another host is dropped; every other one stays.
        """
        accounts = accounts[: household.MAX_ACCOUNTS]
        before = self._accounts
        self._accounts = {account.name: account for account in accounts}
        if before != self._accounts:
            self._lockouts.clear_all()
        for connection in self:
            old = connection.account
            if old is None:
                continue
            new = self._accounts.get(old.name)
            if new is None:
                reason = "its account is no longer in the configuration"
            elif new.password != old.password:
                reason = "its password was changed in the configuration"
            elif new.host != old.host:
                reason = "its host lock was changed in the configuration"
            else:
                connection.account = new
                continue
            self.drop(connection, reason)

    def offer(self, number: int, address: str, now: float) -> None:
        """Take a new connection, or refuse it: too many strangers, or locked out."""
        connection = Connection(number, address, since=now)
        self._connections[number] = connection
        strangers = [c for c in self if c.stage in _NOT_LOGGED_IN]
        if self._is_locked_out(connection, "", now):
            return
        if len(strangers) > MAX_STRANGERS:
            self._refuse(
                connection, "", f"over {MAX_STRANGERS} connections have not logged in"
            )
        elif sum(c.address == address for c in strangers) > MAX_STRANGERS_OF_ONE:
            self._refuse(
                connection,
                "",
                f"over {MAX_STRANGERS_OF_ONE} connections of this address have not"
                " logged in",
            )
        else:
            self._timers.set(("connection", number), now + LOG_IN_S)

    def log_in(self, event: LogInAsked, now: float) -> None:
        """Judge a log-in: password, host lock, one log-in an account."""
        connection = self._connections.get(event.connection)
        if connection is None or connection.stage is not Stage.STRANGER:
            return
        if self._is_locked_out(connection, event.user, now):
            return
        account = self._accounts.get(event.user)
        proved = event.proves(account.password if account else _DECOY)
        if account is None or not proved:
            reason = "wrong password" if account else "no such user"
            self._refuse_password(connection, event.user, reason, now)
            return
        connection.account = account
        lock = account.host
        if lock is None:
            self._admit(connection, account, now)
        elif _is_address(lock):
            self._admit_at(connection, account, (household.plain_address(lock),), now)
        else:
            connection.stage = Stage.LOOKING_UP
            self._out.put(commands.LookUp(connection.number, lock))

    def resolved(self, number: int, addresses: tuple[str, ...], now: float) -> None:
        """Go on with a log-in whose host lock was looked up."""
        connection = self._connections.get(number)
        if connection is None or connection.stage is not Stage.LOOKING_UP:
            return
        assert connection.account is not None
        self._admit_at(connection, connection.account, addresses, now)

    def make_ready(self, number: int, program: str) -> Connection | None:
        """Note that a receiver takes cards now; return its connection."""
        connection = self._connections.get(number)
        if connection is None or connection.stage is not Stage.ADMITTED:
            return None
        assert connection.account is not None
        connection.stage = Stage.READY
        connection.program = program
        self._timers.cancel(("connection", number))
        if program:
            self._out.observe(
                observations.ReceiverRunning(connection.account.name, program)
            )
        return connection

    def is_late(self, connection: Connection, now: float) -> bool:
        """Drop a connection that has not logged in in time; tell whether it was."""
        late = (
            connection.stage is not Stage.READY and now >= connection.since + LOG_IN_S
        )
        if late:
            name = connection.account.name if connection.account else ""
            self._refuse(
                connection, name, f"no complete log-in within {LOG_IN_S:.0f} s"
            )
        return late

    def drop(self, connection: Connection, reason: str) -> None:
        """End a connection."""
        self._out.put(commands.Drop(connection.number, reason))
        self.forget(connection.number, reason)

    def forget(self, number: int, reason: str) -> None:
        """Take note that a connection has ended."""
        connection = self._connections.get(number)
        if connection is None:
            return
        self._remove(connection)
        if connection.stage in (Stage.ADMITTED, Stage.READY) and connection.account:
            self._out.observe(
                observations.ReceiverLeft(
                    connection.account.name, connection.address, reason
                )
            )
        else:
            name = connection.account.name if connection.account else ""
            self._out.observe(
                observations.ConnectionRefused(connection.address, name, reason)
            )

    def _admit_at(
        self,
        connection: Connection,
        account: Account,
        allowed: tuple[str, ...],
        now: float,
    ) -> None:
        """Let a receiver in if its address is one that its account is bound to."""
        if connection.address in allowed:
            self._admit(connection, account, now)
            return
        where = f"{account.host} ({', '.join(allowed) or 'address not found'})"
        lock = account.host if account.host in allowed else where
        self._refuse(
            connection, account.name, f"this account may log in from {lock} alone"
        )

    def _admit(self, connection: Connection, account: Account, now: float) -> None:
        """Let a receiver in, in place of its own earlier connection."""
        others = [
            other
            for other in self
            if other.account is not None
            and other.account.name == account.name
            and other.stage in (Stage.ADMITTED, Stage.READY)
        ]
        for other in others:
            if other.address != connection.address:
                self._refuse(
                    connection,
                    account.name,
                    f"this account is in use at {other.address}: each receiver needs"
                    " an account of its own",
                )
                return
        for other in others:
            self.drop(other, "replaced by a new connection from the same address")
        self._lockouts.clear(connection.address)
        connection.stage = Stage.ADMITTED
        connection.account = account
        self._timers.set(("connection", connection.number), now + LOG_IN_S)
        connection.since = now
        self._out.put(commands.Admit(connection.number, account.name))
        self._out.observe(
            observations.ReceiverLoggedIn(
                account.name, connection.address, replaced=bool(others)
            )
        )

    def _is_locked_out(self, connection: Connection, user: str, now: float) -> bool:
        """Refuse a connection whose address has to wait; tell whether it was."""
        wait_s = self._lockouts.wait_of(connection.address, now)
        if wait_s:
            self._refuse(
                connection,
                user,
                f"too many wrong passwords: this address has to wait {wait_s:.0f} s",
            )
        return wait_s > 0

    def _refuse_password(
        self, connection: Connection, user: str, reason: str, now: float
    ) -> None:
        """End a log-in that was wrong; the log tells what the far end is not told."""
        wait_s = self._lockouts.fail(connection.address, now)
        if wait_s:
            reason += (
                f"; this address has to wait {wait_s:.0f} s after so many wrong ones"
            )
        self._refuse(connection, user, reason)

    def _refuse(self, connection: Connection, user: str, reason: str) -> None:
        self._remove(connection)
        self._out.put(commands.Drop(connection.number, reason))
        self._out.observe(
            observations.ConnectionRefused(connection.address, user, reason)
        )

    def _remove(self, connection: Connection) -> None:
        del self._connections[connection.number]
        self._timers.cancel(("connection", connection.number))
        self._gone(connection.number)


def _is_address(host: str) -> bool:
    try:
        household.plain_address(host)
    except ValueError:
        return False
    return True
