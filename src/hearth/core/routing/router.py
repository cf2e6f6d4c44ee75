"""One question at a time to whoever can answer it: asking, waiting, asking the next."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from hearth.core import commands, observations
from hearth.core.events import EcmAsked
from hearth.core.observations import Outcome
from hearth.core.routing.answers import Answers, Remembered
from hearth.core.routing.choice import Candidate, choose, next_chance
from hearth.core.routing.lines import Attempt, Ending, Lines, LineState
from hearth.core.routing.questions import Question, Waiter
from hearth.core.settings import Account
from hearth.core.tools import Tools
from hearth.dvb import ControlWords

HOLD_S: Final = 3.0  # "cannot answer" costs up to a crypto period: not sooner
PLAIN_SPARE_S: Final = 1.0  # on a line where a late answer has no number


class Router:
    """
    All questions under way.

    Args:
        tools: What the parts of core share.
        lines: Whom to ask.
        recv_timeout_s: How long a line has to answer.

    """

    def __init__(self, tools: Tools, lines: Lines, recv_timeout_s: float) -> None:
        self._lines = lines
        self._timers = tools.timers
        self._out = tools.out
        self.recv_timeout_s = recv_timeout_s
        self.answers = Answers()
        self._open: dict[object, Question] = {}
        self._by_number: dict[int, Question] = {}
        self._numbers = itertools.count(1)

    def __len__(self) -> int:
        return len(self._open)

    def __iter__(self) -> Iterator[Question]:
        return iter(list(self._open.values()))

    def ask(
        self, event: EcmAsked, account: Account, asked_at: float, now: float
    ) -> None:
        """
        Take a receiver's question that its account allows.

        The very same section is asked once, however many wait for it; who
        comes later shares its answer, and its failure.

        Args:
            event: The question.
            account: Of whoever asks.
            asked_at: When it came; before ``now`` if it was held for a card.
            now: Monotonic seconds.

        """
        key = (event.ca_system_id, event.section.data)
        remembered = self.answers.recall(key, now)
        if remembered is not None:
            self._repeat(event, account, remembered, now - asked_at)
            return
        deadline = asked_at + max(self.recv_timeout_s, HOLD_S)
        question = self._open.get(key)
        joined = question is not None
        if question is None:
            question = Question(
                key=key,
                number=next(self._numbers),
                asked=event,
                account=account,
                asked_at=asked_at,
                deadline=deadline,
            )
            self._open[key] = question
            self._by_number[question.number] = question
        question.waiters.append(
            Waiter(
                event.connection,
                event.number,
                account.name,
                asked_at,
                event.service_id,
                joined,
            )
        )
        if deadline <= question.deadline:  # the first, or one that has waited longer
            question.deadline = deadline
            self.review(question, now)

    def leave(self, connection: int) -> None:
        """Let a connection that has ended wait for nothing."""
        for question in self:
            question.waiters = [
                waiter for waiter in question.waiters if waiter.connection != connection
            ]

    def answered(
        self, line: LineState, number: int, control_words: ControlWords, now: float
    ) -> None:
        """Take a line's answer: check it, then give it to all who wait."""
        attempt = line.take_under_way(number, now)
        if attempt is None:
            return
        question = attempt.question
        fault = self.answers.fault_of(
            question.service, question.asked.section.data, control_words, now
        )
        if fault is None:
            self._deliver(attempt, control_words, now)
            line.do_well(now - attempt.sent_at)
        else:
            attempt.end(Ending.REFUSED, now)
            self._out.observe(
                observations.BadControlWords(
                    line.name,
                    question.asked.ca_system_id,
                    question.asked.service_id,
                    fault,
                )
            )
            self._pause(line, now)
            self.review(question, now)
        self.pump(line, now)

    def refused(self, line: LineState, number: int, now: float) -> None:
        """Take a line's "cannot answer": the next line is asked at once."""
        attempt = line.take_under_way(number, now)
        if attempt is None:
            return
        attempt.end(Ending.REFUSED, now)
        self._note_failure(attempt, now, "the line said that it cannot answer")
        self.review(attempt.question, now)
        self.pump(line, now)

    def lost(self, line: LineState, now: float) -> None:
        """Take the end of a line's connection: others are asked what it was asked."""
        self._timers.cancel(("line", line.key))
        for attempt in line.lose(now):
            self._note_failure(attempt, now, "the line was lost")
            self.review(attempt.question, now)

    def review_all(self, now: float) -> None:
        """Look at every question again: a line or a card has come."""
        for question in self:
            self.review(question, now)

    def review_number(self, number: int, now: float) -> None:
        """Look at the question of this number again: its moment has come."""
        question = self._by_number.get(number)
        if question is not None:
            self.review(question, now)

    def review(self, question: Question, now: float) -> None:
        """Ask whoever is to be asked now; end it if it is time; set its next moment."""
        if not question.is_open:
            return
        end = question.deadline
        is_under_way = question.is_under_way
        if now < end:
            is_under_way = self._ask_around(question, now, is_under_way=is_under_way)
        if not is_under_way and not question.was_lost:
            end = min(end, question.asked_at + HOLD_S)
        if now >= end:
            self._give_up(question, now)
            return
        due = question.next_line_at
        if not is_under_way or now >= due:
            due = next_chance(question, self._lines, now)
        self._timers.set(("question", question.number), min(due, end))

    def review_line(self, line: LineState, now: float) -> None:
        """End the attempts that a line has let pass, and set its next moment."""
        patience_s = self._patience_s(line)
        while (oldest := line.oldest) is not None:
            due = oldest.sent_at + patience_s
            if now < due:
                self._timers.set(("line", line.key), due)
                return
            del line.under_way[oldest.number]
            self._time_out(oldest, now)

    def pump(self, line: LineState, now: float) -> None:
        """Send what waits for a line and has room on it now."""
        while (attempt := line.take_sendable()) is not None:
            self._send(attempt, line, now)

    def _send(self, attempt: Attempt, line: LineState, now: float) -> None:
        attempt.sent_at = now
        line.under_way[attempt.number] = attempt
        asked = attempt.question.asked
        self._out.put(
            commands.Ask(
                line.settings.key,
                attempt.number,
                asked.ca_system_id,
                asked.provider_id,
                attempt.share,
                asked.service_id,
                asked.section,
            )
        )
        if len(line.under_way) == 1:
            self._timers.set(("line", line.key), now + self._patience_s(line))

    def _patience_s(self, line: LineState) -> float:
        """
        Return how long a line is waited for until something is done about it.

        In plain mode that ends the connection, so its "no" is waited for a
        little longer: OSCam's comes after 5 s, which is RECV TIMEOUT too.
        """
        spare_s = PLAIN_SPARE_S if line.capacity == 1 else 0.0
        return self.recv_timeout_s + spare_s

    def _ask_around(
        self, question: Question, now: float, *, is_under_way: bool
    ) -> bool:
        """Ask until a line is under way that still has time; tell whether one is."""
        while not is_under_way or now >= question.next_line_at:
            candidate = (question.attempts and self._same_again(question)) or choose(
                question, self._lines, now, self.recv_timeout_s
            )
            if candidate is None:
                break
            self._ask(question, candidate, now)
            is_under_way = True
        return is_under_way

    def _same_again(self, question: Question) -> Candidate | None:
        """Choose the line that has just not answered, if it is to be asked again."""
        last = question.attempts[-1]
        line = last.line
        again = (
            last.is_pending
            and line.capacity > 1  # in plain mode it could only be asked after itself
            and line.cards.get(last.share) is last.card
            and len(question.attempts_on(line)) <= line.settings.retries
        )
        return Candidate(line, last.share, last.card) if again else None

    def _ask(self, question: Question, candidate: Candidate, now: float) -> None:
        """Put a question in a line's queue, and send it if there is room."""
        line = candidate.line
        attempt = Attempt(
            next(self._numbers), line, question, candidate.share, candidate.card, now
        )
        question.attempts.append(attempt)
        question.next_line_at = now + line.usual.within(self.recv_timeout_s)
        if len(question.attempts) > 1:
            self._out.observe(
                observations.LineAsked(
                    line.name,
                    question.asked.ca_system_id,
                    question.asked.service_id,
                    len(question.attempts),
                )
            )
        if line.is_free:
            self._send(attempt, line, now)
        else:
            line.enqueue(attempt)

    def _time_out(self, attempt: Attempt, now: float) -> None:
        """End an attempt that was not answered in time, with what follows from it."""
        line = attempt.line
        attempt.end(Ending.TIMED_OUT, now)
        waited_ms = round(1000 * (now - attempt.sent_at))
        self._note_failure(attempt, now, f"no answer after {waited_ms} ms")
        self._pause(line, now)
        if line.capacity > 1:
            self._out.put(commands.Forget(line.key, attempt.number))
        else:
            line.capacity = 0  # nothing more goes there until it is back
            self._out.put(
                commands.ResetLine(
                    line.key,
                    f"no answer after {waited_ms} ms; answers have no number on this"
                    " line, so a late one could be taken for the next question's",
                )
            )
        self.review(attempt.question, now)
        self.pump(line, now)

    def _pause(self, line: LineState, now: float) -> None:
        pause_s = line.fail(now)
        if pause_s:
            self._out.observe(observations.LinePaused(line.name, pause_s))

    def _note_failure(self, attempt: Attempt, now: float, reason: str) -> None:
        question = attempt.question
        since = attempt.sent_at or attempt.asked_at
        self._out.observe(
            observations.AttemptFailed(
                attempt.line.name,
                question.asked.ca_system_id,
                question.asked.service_id,
                now - since,
                reason,
            )
        )

    def _deliver(
        self, attempt: Attempt, control_words: ControlWords, now: float
    ) -> None:
        """Give a good answer to all who still wait for it, and remember it."""
        attempt.end(Ending.ANSWERED, now)
        first = attempt.question
        key = first.key
        question = self._open.get(key)  # perhaps given up and asked again since
        if question is not None:
            for waiter in question.waiters:
                self._out.put(
                    commands.Answer(waiter.connection, waiter.number, control_words)
                )
        if self.answers.recall(key, now) is None:
            self.answers.give(first.service, key[1], control_words, now)
            line, hop = attempt.line.name, attempt.card.hops + 1
            self.answers.remember(key, Remembered(control_words, line, hop, now))
        if question is not None:
            self._close(question, now)
            self._note_end(question, Outcome.ANSWERED, attempt, now)

    def _repeat(
        self, event: EcmAsked, account: Account, answer: Remembered, waited_s: float
    ) -> None:
        """Give an answer that was given a moment ago for the very same section."""
        self._out.put(
            commands.Answer(event.connection, event.number, answer.control_words)
        )
        self._out.observe(
            observations.EcmDone(
                receiver=account.name,
                ca_system_id=event.ca_system_id,
                provider_id=event.provider_id,
                service_id=event.service_id,
                outcome=Outcome.REMEMBERED,
                line=answer.line,
                hop=answer.hop,
                total_s=waited_s,
            )
        )

    def _give_up(self, question: Question, now: float) -> None:
        """Tell all who wait that there is no answer, and why."""
        outcome = question.outcome
        last = question.attempts[-1] if question.attempts else None
        self._close(question, now)
        for waiter in question.waiters:
            self._out.put(commands.CannotAnswer(waiter.connection, waiter.number))
        self._note_end(question, outcome, last, now)

    def _note_end(
        self, question: Question, outcome: Outcome, attempt: Attempt | None, now: float
    ) -> None:
        """Note for each who waited how it ended, and where the time went."""
        line, hop, sent_at = "", 0, now
        if attempt is not None:
            line, hop = attempt.line.name, attempt.card.hops + 1
            sent_at = attempt.sent_at or now
        for waiter in question.waiters:
            total_s = now - waiter.asked_at
            line_s = min(total_s, now - sent_at)
            self._out.observe(
                observations.EcmDone(
                    receiver=waiter.receiver,
                    ca_system_id=question.asked.ca_system_id,
                    provider_id=question.asked.provider_id,
                    service_id=waiter.service_id,
                    outcome=outcome,
                    line=line,
                    hop=hop,
                    total_s=total_s,
                    queue_s=total_s - line_s,
                    line_s=line_s,
                    joined=waiter.joined,
                )
            )

    def _close(self, question: Question, now: float) -> None:
        """End a question; what waits in a queue for it is not sent any more."""
        question.is_open = False
        del self._open[question.key]
        del self._by_number[question.number]
        self._timers.cancel(("question", question.number))
        for attempt in question.attempts:
            if attempt.is_pending and attempt.number not in attempt.line.under_way:
                attempt.end(Ending.UNSENT, now)
        question.attempts.clear()  # they know their question: a circle, if kept
