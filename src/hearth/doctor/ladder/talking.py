"""The second half of the ladder: log-in, cards, a card for the channel, an answer."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from hearth import household
from hearth.doctor.facts import Rung, Trouble
from hearth.doctor.ladder.patience import Patience
from hearth.doctor.ladder.reaching import StepFailed
from hearth.dvb import (
    Caid,
    Card,
    ControlWords,
    ProviderId,
    Section,
    ServiceId,
    provider_ids,
)
from hearth.net.settings import Upstream
from hearth.wire.cccam.client import ClientSession
from hearth.wire.cccam.events import (
    Answered,
    CardAdded,
    ClientEvent,
    Closed,
    LoggedIn,
    PartnerAgreed,
    Refused,
    ServerGreeted,
)
from hearth.wire.cccam.login import SEED_SIZE
from hearth.wire.cccam.messages import Identity
from hearth.wire.cccam.steps import Step

READ_SIZE: Final = 4096
NEWCAMD_SEED_SIZE: Final = 14  # bytes that a newcamd server greets with
MORE_CARDS_S: Final = 0.5  # after the first one: the others come with it


class Probe(NamedTuple):
    """A question that the doctor puts: a section of a channel that is watched."""

    ca_system_id: Caid
    provider_id: ProviderId
    service_id: ServiceId
    section: Section


ProbeFor = Callable[[Iterable[Card]], Probe | None]


@dataclass(slots=True)
class Talk:
    """
    What came of a conversation.

    Attributes:
        reached: The last step that went well.
        server: What the server said it is.
        cards: What it announced, by its own numbers.
        log_in_s: From the connection to the server's name.
        answer_s: How long the latest question took.

    """

    reached: Rung = Rung.PORT
    server: str = ""
    cards: dict[int, Card] = field(default_factory=dict)
    log_in_s: float = 0.0
    answer_s: float | None = None


class Conversation:
    """
    One connection to a line's server, from its seed to an answer.

    Args:
        sock: Connected.
        upstream: Whose account is used.
        identity: Who we say we are.
        patience: How long each step may take.

    """

    def __init__(
        self,
        sock: socket.socket,
        upstream: Upstream,
        identity: Identity,
        patience: Patience,
    ) -> None:
        self._sock = sock
        self._patience = patience
        self._session = ClientSession(
            user=upstream.user, password=upstream.password, identity=identity
        )
        self._loop = asyncio.get_running_loop()
        self._heard: list[ClientEvent] = []
        self._first = b""
        self._closed: Closed | None = None
        self._asked = 0
        self.talk = Talk()

    @property
    def can_ask(self) -> bool:
        """Whether a question may be put: one without an answer may be in the way."""
        return self._closed is None and self._session.under_way < self._session.capacity

    async def open(self) -> None:
        """
        Log in, and wait for the cards.

        Raises:
            StepFailed: A step failed.

        """
        await self._log_in()
        await self._wait_for_cards()

    async def _log_in(self) -> None:
        began = self._loop.time()
        is_greeted = await self._until(
            lambda: self._has(ServerGreeted), self._patience.log_in_s
        )
        self._note_log_in()
        if not is_greeted:
            raise self._log_in_failed()
        greeted = next(e for e in self._heard if isinstance(e, ServerGreeted))
        partners = [e for e in self._heard if isinstance(e, PartnerAgreed)]
        said = f"CCcam {greeted.version} build {greeted.build}"
        self.talk.server = partners[0].program_text if partners else said
        self.talk.reached = Rung.LOG_IN
        self.talk.log_in_s = self._loop.time() - began

    def _note_log_in(self) -> None:
        if len(self._first) >= SEED_SIZE and not _is_text(self._first):
            self.talk.reached = Rung.SEED

    def _log_in_failed(self) -> StepFailed:
        if len(self._first) < SEED_SIZE or _is_text(self._first):
            return self._no_seed()
        is_closed = self._closed is not None
        if self._has(LoggedIn):
            trouble = Trouble.CLOSED_AFTER if is_closed else Trouble.NO_ACKNOWLEDGEMENT
            return StepFailed(Rung.LOG_IN, trouble, self._why())
        if not is_closed:
            return StepFailed(Rung.LOG_IN, Trouble.NO_ACKNOWLEDGEMENT, self._why())
        if (
            self._session.step is Step.ACKNOWLEDGEMENT
            and "cannot be read" in self._why()
        ):
            return StepFailed(Rung.SEED, Trouble.NO_CARD_SERVER, self._why())
        return StepFailed(Rung.LOG_IN, Trouble.LOG_IN_REFUSED, self._why())

    def _no_seed(self) -> StepFailed:
        first = self._first
        if _is_text(first):
            said = first[:40].decode("ascii", "replace").splitlines()[0]
            return StepFailed(
                Rung.SEED, Trouble.NO_CARD_SERVER, f"it begins with {said!r}"
            )
        if len(first) == NEWCAMD_SEED_SIZE:
            why = "it sends 14 bytes, as a newcamd server does"
            return StepFailed(Rung.SEED, Trouble.NO_CARD_SERVER, why)
        if first:
            why = f"it sends {len(first)} bytes, where a CCcam server sends 16"
            return StepFailed(Rung.SEED, Trouble.NO_CARD_SERVER, why)
        if self._closed is not None:
            return StepFailed(Rung.SEED, Trouble.CLOSED_AT_ONCE, self._why())
        why = f"nothing within {self._patience.log_in_s:g} s"
        return StepFailed(Rung.SEED, Trouble.NO_SEED, why)

    async def _wait_for_cards(self) -> None:
        if not await self._until(self._has_card, self._patience.cards_s):
            trouble = Trouble.NO_CARDS if self._closed is None else Trouble.CLOSED_AFTER
            raise StepFailed(Rung.CARDS, trouble, self._why())
        await self._until(lambda: False, min(MORE_CARDS_S, self._patience.cards_s))
        self.talk.cards = {
            e.share_id: e.card for e in self._heard if isinstance(e, CardAdded)
        }
        if not any(map(household.is_home_card, self.talk.cards.values())):
            hops = min(card.hops for card in self.talk.cards.values())
            why = f"the nearest is at hop {hops + 1}"
            raise StepFailed(Rung.CARDS, Trouble.FAR_CARDS, why)
        self.talk.reached = Rung.CARDS

    async def ask(self, probe: Probe) -> ControlWords:
        """
        Put a question, and wait for the answer; `open` comes before, `can_ask` tells.

        Returns:
            What was answered: bytes that can be right.

        Raises:
            StepFailed: No card is for it, or it got no good answer.

        """
        share = _share_for(self.talk.cards, probe)
        if share is None:
            why = f"none of {len(self.talk.cards)} is for CAID {probe.ca_system_id}"
            raise StepFailed(Rung.CHANNEL, Trouble.NO_CARD_FOR_CHANNEL, why)
        self.talk.reached = Rung.CHANNEL
        self._asked += 1
        self._heard.clear()
        began = self._loop.time()
        self._session.ask(
            self._asked,
            ca_system_id=probe.ca_system_id,
            provider_id=probe.provider_id,
            share_id=share,
            service_id=probe.service_id,
            section=probe.section,
        )
        await self._until(lambda: self._answer() is not None, self._patience.answer_s)
        self.talk.answer_s = self._loop.time() - began
        words = self._judge_answer()
        self.talk.reached = Rung.ANSWER
        return words

    def _answer(self) -> Answered | Refused | None:
        """Give what came back for the latest question; None: nothing yet."""
        for event in self._heard:
            if isinstance(event, Answered | Refused) and event.number == self._asked:
                return event
        return None

    def _judge_answer(self) -> ControlWords:
        match self._answer():
            case Refused():
                raise StepFailed(Rung.ANSWER, Trouble.ECM_REFUSED, self._why())
            case Answered(control_words=words):
                if words.is_all_zero or not words.check_bytes_hold:
                    why = "all zero" if words.is_all_zero else "check bytes are wrong"
                    raise StepFailed(Rung.ANSWER, Trouble.WRONG_KEYS, why)
                return words
            case None:
                raise self._unanswered()

    def _unanswered(self) -> StepFailed:
        if self._closed is None:
            self._session.forget(self._asked)
        why = self._why() or f"no answer within {self._patience.answer_s:g} s"
        return StepFailed(Rung.ANSWER, Trouble.UNANSWERED, why)

    # Bytes

    async def _until(self, is_there: Callable[[], bool], seconds: float) -> bool:
        """Read on until something is there, the end, or the time is over."""
        try:
            async with asyncio.timeout(seconds):
                while not is_there():
                    if self._closed is not None:
                        return False
                    await self._flush()
                    self._take(await self._loop.sock_recv(self._sock, READ_SIZE))
        except TimeoutError:
            return is_there()
        except OSError:
            self._closed = self._session.peer_closed()
            return is_there()
        await self._flush()
        return True

    async def _flush(self) -> None:
        output = self._session.take_output()
        if output:
            await self._loop.sock_sendall(self._sock, output)

    def _take(self, data: bytes) -> None:
        if not data:
            self._closed = self._session.peer_closed()
            return
        if len(self._first) < READ_SIZE:
            self._first += data
        for event in self._session.receive(data):
            self._heard.append(event)
            if isinstance(event, Closed):
                self._closed = event

    def _has(self, kind: type[ClientEvent]) -> bool:
        return any(isinstance(event, kind) for event in self._heard)

    def _has_card(self) -> bool:
        return self._has(CardAdded)

    def _why(self) -> str:
        return self._closed.reason if self._closed is not None else ""


def _share_for(cards: dict[int, Card], probe: Probe) -> int | None:
    for share, card in cards.items():
        is_home = household.is_home_card(card)
        if is_home and card.ca_system_id == probe.ca_system_id:
            ids: Sequence[int] = tuple(provider_ids(card))
            if probe.provider_id in (0, *ids) or 0 in ids:
                return share
    return None


def _is_text(data: bytes) -> bool:
    """Tell whether a greeting is readable: random bytes of that length are not."""
    start = data[:SEED_SIZE]
    return len(start) >= 4 and all(32 <= b < 127 or b in b"\r\n\t" for b in start)
