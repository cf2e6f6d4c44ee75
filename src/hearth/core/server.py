"""The door to core: every event comes in here, every command goes out here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from hearth.core import commands, events, observations
from hearth.core.cards.emms import Emms
from hearth.core.cards.table import CardTable
from hearth.core.observations import Observation, Outcome
from hearth.core.outbox import Outbox
from hearth.core.receivers.door import Connection, Door, Stage
from hearth.core.routing.lines import Lines, LineState
from hearth.core.routing.router import HOLD_S, Router
from hearth.core.settings import MINUTES_A_DAY, Account, Settings
from hearth.core.snapshot import LineView, ReceiverView, Snapshot
from hearth.core.timers import Timers
from hearth.core.tools import TimerKey, Tools

MAX_HELD: Final = 16  # questions of one receiver without a card; more is no viewing


class Server:
    """
    The whole of Hearth's decisions.

    Args:
        settings: The home: accounts, lines, limits.
        minute_of_day: The home's local time of day for a ``now``, in minutes
            since midnight (0..1439); only accounts with times ask for it.
        chance: Gives a number from 0 to 1, for the jitter of pauses.

    """

    def __init__(
        self,
        settings: Settings,
        *,
        minute_of_day: Callable[[float], int],
        chance: Callable[[], float],
    ) -> None:
        self._minute_of_day = minute_of_day
        self._out = Outbox()
        self._timers: Timers[TimerKey] = Timers()
        tools = Tools(self._timers, self._out)
        self._lines = Lines(chance)
        self._router = Router(tools, self._lines, settings.recv_timeout_s)
        self._door = Door(tools, gone=self._router.leave)
        self._cards = CardTable(tools, self._door, settings)
        self._emms = Emms(tools)
        self._told_wake: float | None = None
        self._settings = settings
        self._configure(settings, 0.0)
        self._handlers: dict[type, Callable[[Any, float], None]] = {
            events.EcmAsked: self._ecm_asked,
            events.LineAnswered: self._line_answered,
            events.LineRefused: self._line_refused,
            events.TimeCame: self._time_came,
            events.EmmSent: self._emm_sent,
            events.ConnectionOffered: self._connection_offered,
            events.LogInAsked: self._door.log_in,
            events.HostResolved: self._host_resolved,
            events.ReceiverReady: self._receiver_ready,
            events.ConnectionLost: self._connection_lost,
            events.LineReady: self._line_ready,
            events.CardAdded: self._card_added,
            events.CardRemoved: self._card_removed,
            events.LineLost: self._line_lost,
            events.SettingsChanged: self._settings_changed,
        }

    def deliver_to(
        self,
        carry_out: Callable[[commands.Command], None],
        observe: Callable[[Observation], None],
    ) -> None:
        """
        Hand every command to somebody as it is decided; `handle` returns none.

        An answer is then out before core has put away what belonged to its
        question, which is a third of the work.

        Args:
            carry_out: Must not raise, and must not call `handle`. It gets no
                `hearth.core.commands.Observe`:
            observe: gets what is in those, under the same conditions.

        """
        self._out.deliver_to(carry_out, observe)

    def handle(self, event: events.Event, now: float) -> list[commands.Command]:
        """
        Take one event; return what is to be done, in order.

        Args:
            event: What happened.
            now: Monotonic seconds; never less than the last one.

        """
        self._handlers[type(event)](event, now)
        wake = self._timers.earliest
        told = self._told_wake
        if wake is not None and (told is None or wake < told):
            self._told_wake = wake  # waking too early costs less than telling anew
            self._out.put(commands.WakeAt(wake))
        return self._out.take()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is asked of any line."""
        return not len(self._router)

    @property
    def questions_under_way(self) -> int:
        """How many sections somebody waits for."""
        asked = sum(bool(question.waiters) for question in self._router)
        return asked + sum(len(c.held) for c in self._door)

    def snapshot(self, now: float) -> Snapshot:
        """Return what is going on, as values that nothing changes any more."""
        return Snapshot(
            receivers=tuple(
                ReceiverView(
                    c.account.name, c.address, c.program, c.since, tuple(c.announced)
                )
                for c in self._door
                if c.account is not None and c.stage is Stage.READY
            ),
            lines=tuple(
                LineView(
                    line.name,
                    is_up=line.is_up,
                    is_paused=now < line.paused_until,
                    step=line.step,
                    reason=line.reason,
                    cards=tuple(line.cards.values()),
                    usual_s=line.usual.within(self._settings.recv_timeout_s),
                    under_way=len(line.under_way),
                )
                for line in self._lines
            ),
            questions=len(self._router),
        )

    # Receivers

    def _connection_offered(self, event: events.ConnectionOffered, now: float) -> None:
        self._door.offer(event.connection, event.address, now)

    def _host_resolved(self, event: events.HostResolved, now: float) -> None:
        self._door.resolved(event.connection, event.addresses, now)

    def _receiver_ready(self, event: events.ReceiverReady, now: float) -> None:
        connection = self._door.make_ready(event.connection, event.program)
        if connection is not None:
            self._cards.tell(connection)

    def _connection_lost(self, event: events.ConnectionLost, now: float) -> None:
        del now
        self._door.forget(event.connection, event.reason)

    def _ecm_asked(self, event: events.EcmAsked, now: float) -> None:
        connection = self._door.get(event.connection)
        if connection is not None and connection.stage is Stage.READY:
            self._take_question(connection, event, now, now)

    def _take_question(
        self, connection: Connection, event: events.EcmAsked, since: float, now: float
    ) -> None:
        """Pass a question of ``since`` on, hold it for a card, or refuse it."""
        account = connection.account
        assert account is not None
        closed = self._closed_by_account(event, account, now)
        if closed is not None:
            self._cannot(event, account, closed, now - since)
        elif self._has_card_for(connection, event):
            self._router.ask(event, account, since, now)
        elif len(connection.held) < MAX_HELD:
            connection.held.append((since, event))
            first = connection.held[0][0]
            self._timers.set(("connection", connection.number), first + HOLD_S)
        else:
            self._cannot(event, account, Outcome.NO_CARD)

    def _closed_by_account(
        self, event: events.EcmAsked, account: Account, now: float
    ) -> Outcome | None:
        """Tell why an account may not ask this, or None if it may."""
        if account.time_windows:
            minute = self._minute_of_day(now) % MINUTES_A_DAY
            if not account.is_open_at(minute):
                return Outcome.OUT_OF_HOURS
        asked = event.ca_system_id, event.provider_id
        if account.denies(*asked, event.service_id) or not account.may_ask(*asked):
            return Outcome.DENIED
        return None

    def _has_card_for(self, connection: Connection, event: events.EcmAsked) -> bool:
        for card in connection.announced.values():
            if card.serves(event.ca_system_id, event.provider_id):
                return True
        return False

    def _cannot(
        self,
        event: events.EcmAsked,
        account: Account,
        outcome: Outcome,
        waited_s: float = 0.0,
    ) -> None:
        """Answer that there is no answer, without asking any line."""
        self._out.put(
            commands.CannotAnswer(
                event.connection, event.number, share_gone=outcome is Outcome.NO_CARD
            )
        )
        self._out.observe(
            observations.EcmDone(
                receiver=account.name,
                ca_system_id=event.ca_system_id,
                provider_id=event.provider_id,
                service_id=event.service_id,
                outcome=outcome,
                total_s=waited_s,
            )
        )

    def _review_connection(self, connection: Connection, now: float) -> None:
        """Drop who is late with the log-in; end what was held for long enough."""
        if self._door.is_late(connection, now):
            return
        held, connection.held = connection.held, []
        for since, event in held:
            if now < since + HOLD_S:
                connection.held.append((since, event))
            else:
                assert connection.account is not None
                waited_s = now - since
                self._cannot(event, connection.account, Outcome.NO_CARD, waited_s)
        if connection.held:
            due = connection.held[0][0] + HOLD_S
            self._timers.set(("connection", connection.number), due)

    def _emm_sent(self, event: events.EmmSent, now: float) -> None:
        connection = self._door.get(event.connection)
        if connection is None or connection.stage is not Stage.READY:
            return
        assert connection.account is not None
        told = event.share in connection.announced
        self._emms.take(
            event,
            connection.account.name,
            self._cards.share(event.share) if told else None,
            now,
            allowed=self._settings.pass_emm and connection.account.allow_emm,
        )

    # Lines

    def _line_ready(self, event: events.LineReady, now: float) -> None:
        line = self._lines.get(event.line)
        if line is None:
            return
        if not line.is_up:
            self._out.observe(observations.LineUp(line.name, event.connect_s))
        line.capacity = event.capacity
        line.step, line.reason = "", ""
        self._router.pump(line, now)
        self._router.review_all(now)

    def _line_answered(self, event: events.LineAnswered, now: float) -> None:
        line = self._lines.get(event.line)
        if line is not None:
            self._router.answered(line, event.attempt, event.control_words, now)

    def _line_refused(self, event: events.LineRefused, now: float) -> None:
        line = self._lines.get(event.line)
        if line is not None:
            self._router.refused(line, event.attempt, now)

    def _line_lost(self, event: events.LineLost, now: float) -> None:
        line = self._lines.get(event.line)
        if line is None:
            return
        line.step, line.reason = event.step, event.reason
        self._out.observe(observations.LineDown(line.name, event.step, event.reason))
        self._lose(line, now)

    def _lose(self, line: LineState, now: float) -> None:
        self._cards.lose(line, now)
        self._router.lost(line, now)

    def _card_added(self, event: events.CardAdded, now: float) -> None:
        line = self._lines.get(event.line)
        if line is not None:
            self._cards.add(line, event.share, event.card)
            self._look_again(now)

    def _card_removed(self, event: events.CardRemoved, now: float) -> None:
        del now
        line = self._lines.get(event.line)
        if line is not None:
            self._cards.remove(line, event.share)

    def _look_again(self, now: float) -> None:
        """Cards or lines have come: see to the questions that wait for one."""
        for connection in self._door:
            held, connection.held = connection.held, []
            for since, event in held:
                self._take_question(connection, event, since, now)
        self._router.review_all(now)

    # Time and settings

    def _time_came(self, event: events.TimeCame, now: float) -> None:
        del event
        self._told_wake = None
        for kind, key in list(self._timers.take_due(now)):
            if kind == "line":
                line = self._lines.get(str(key))
                if line is not None:
                    self._router.review_line(line, now)
            elif kind == "question":
                self._router.review_number(int(key), now)
            elif kind == "share":
                self._cards.end(int(key))
            else:
                connection = self._door.get(int(key))
                if connection is not None:
                    self._review_connection(connection, now)

    def _settings_changed(self, event: events.SettingsChanged, now: float) -> None:
        self._configure(event.settings, now)
        self._cards.tell_all()
        self._look_again(now)

    def _configure(self, settings: Settings, now: float) -> None:
        """Take new settings; who is not touched by what changed notices nothing."""
        self._settings = settings
        self._router.recv_timeout_s = settings.recv_timeout_s
        for line in self._lines.configure(settings.lines):
            self._lose(line, now)
        self._door.configure(settings.accounts)
        self._cards.configure(settings, self._lines)
