"""
The server's role: one client's connection.

Source: docs/protocols/cccam.md.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from hearth.dvb import Card, ControlWords, NodeId
from hearth.errors import PeerError, UsageError
from hearth.wire.cccam.cards import encode_card
from hearth.wire.cccam.events import (
    Closed,
    EcmAsked,
    EmmSent,
    Greeted,
    Ignored,
    KeptAlive,
    LogInAsked,
    PartnerAgreed,
    ServerEvent,
)
from hearth.wire.cccam.login import (
    ACKNOWLEDGEMENT,
    HASH_SIZE,
    PROOF,
    USER_SIZE,
    PasswordProof,
    make_seed,
    set_up_keys,
)
from hearth.wire.cccam.mask import AnswerMask
from hearth.wire.cccam.messages import (
    Command,
    Identity,
    decode_cli_data,
    decode_ecm,
    decode_emm,
    decode_user,
    encode_message,
    encode_share_id,
    encode_srv_data,
)
from hearth.wire.cccam.node import is_partner
from hearth.wire.cccam.partner import decode_partner_text
from hearth.wire.cccam.questions import Asked, AskedBook, Reply
from hearth.wire.cccam.session import Session
from hearth.wire.cccam.steps import Stage

__all__ = ["ServerSession", "Stage", "make_seed"]


class ServerSession(Session[ServerEvent]):
    """
    The server's end of one connection; bytes in, events out, and back.

    The seed is to be sent at once. ``receive()`` never raises, whatever comes;
    the commands raise UsageError where they are not allowed.

    Args:
        seed: 16 bytes from `make_seed`.
        identity: Who we say we are.

    Raises:
        UsageError: The seed is not 16 bytes.

    """

    __slots__ = (
        "_announced",
        "_book",
        "_hash",
        "_mask",
        "_node_id",
        "_offered",
        "_proof",
        "_stage",
        "_to_server",
        "_user",
    )

    _user: str
    _node_id: NodeId
    _mask: AnswerMask

    def __init__(self, *, seed: bytes, identity: Identity) -> None:
        super().__init__(identity)
        keys = set_up_keys(seed)
        self._cipher = keys.to_client
        self._to_server: Final = keys.to_server
        self._reader.cipher = keys.to_server
        self._hash: Final = keys.proof_of_seed
        self._stage = Stage.HASH
        self._proof: PasswordProof | None = None
        self._book: Final = AskedBook()
        self._announced = False
        self._offered = False
        self._output += seed

    @property
    def stage(self) -> Stage:
        """How far the client has come; where it was when the session closed."""
        return self._stage

    @property
    def under_way(self) -> tuple[int, ...]:
        """The numbers of the questions that wait for an answer, oldest first."""
        return self._book.under_way

    def accept(self) -> list[ServerEvent]:
        """
        Confirm the log-in.

        Returns:
            What the bytes mean that had come before the decision.

        Raises:
            UsageError: There is none to confirm, or no password has matched.

        """
        if self._proof is None:
            raise UsageError("accept()", allowed="after LogInAsked, once")
        self._reader.cipher = self._proof.take_cipher()
        self._proof = None
        self._output += self._cipher.encrypt(ACKNOWLEDGEMENT)
        self._stage = Stage.GREETING
        return self._go_on()

    def refuse(self) -> Closed:
        """
        End the session without a word, which is how a log-in is refused.

        Raises:
            UsageError: There is no log-in to refuse.

        """
        if self._proof is None:
            raise UsageError("refuse()", allowed="after LogInAsked, once")
        return self._close("the log-in was refused")

    def announce(self, share_id: int, card: Card) -> None:
        """
        Announce a card, or announce it again as it is now.

        Args:
            share_id: Our number for it, 32 bits.
            card: ``hops``, ``reshare``, ``serial`` and ``nodes`` go out as they
                are; lists of services do not.

        Raises:
            UsageError: Before `Greeted`, after the end, or a value that its
                field has no place for.

        """
        self._must_be_ready("announce()")
        self._send(Command.CARD_ADDED, encode_card(share_id, card))
        self._announced = True

    def withdraw(self, share_id: int) -> None:
        """
        Withdraw a card.

        Raises:
            UsageError: Before `Greeted`, after the end, or not 32 bits.

        """
        self._must_be_ready("withdraw()")
        self._send(Command.CARD_REMOVED, encode_share_id(share_id))

    def keep_alive(self) -> None:
        """
        Send a KEEPALIVE; clients need not answer it.

        Raises:
            UsageError: Before `Greeted`, or after the end.

        """
        self._must_be_ready("keep_alive()")
        self._send(Command.KEEPALIVE)

    def offer_partner(self) -> bool:
        """
        Send the PARTNER text unasked, for a client that would not ask.

        Before the first card: then every question for a card of ours comes
        from a client that has read the offer, and there is no doubt in which
        mode it reads the answer.

        A client with a partner's node id is taken to agree at once. Read:
        Tvheadend changes to partner mode when it reads the text, and does not
        answer it. Any other client agrees by its own text.

        Returns:
            Whether the text was sent: not a second time, not when the texts
            were exchanged already, not while a question is under way.

        Raises:
            UsageError: Before `Greeted`, after the end, or after a card.

        """
        self._must_be_ready("offer_partner()")
        if self._announced:
            raise UsageError("offer_partner()", allowed="before the first announce()")
        if self._offered or self._partner_heard or self._book.under_way:
            return False
        self._offered = True
        self._extended = is_partner(self._node_id)
        self._send_partner_text(extended=True)
        return True

    def answer(self, number: int, control_words: ControlWords) -> None:
        """
        Answer a question.

        In plain mode the answer is held back until every earlier question has
        its own: only their order tells the client which is which.

        Args:
            number: From `EcmAsked`.
            control_words: For this client's eyes.

        Raises:
            UsageError: No such question is under way; nothing is sent.

        """
        self._send_replies(self._book.settle(number, control_words))

    def cannot_answer(self, number: int, *, share_gone: bool = False) -> None:
        """
        Tell a client that its question gets no answer.

        Args:
            number: From `EcmAsked`.
            share_gone: Whether to say that the share is gone (NOK1), not only
                that this question cannot be answered (NOK2).

        Raises:
            UsageError: No such question is under way; nothing is sent.

        """
        nok = Command.NOK1 if share_gone else Command.NOK2
        self._send_replies(self._book.settle(number, nok))

    def _must_be_ready(self, call: str) -> None:
        if self._stage is not Stage.READY or self.closed:
            raise UsageError(call, allowed="between Greeted and Closed")

    def _close(self, reason: str) -> Closed:
        self._book.clear()
        self._proof = None
        return super()._close(reason)

    def _take_event(self) -> ServerEvent | None:
        handlers = self._HANDLERS.get(self._stage)
        if handlers is None:
            return self._take_log_in()
        message = self._reader.take_message()
        if message is None:
            return None
        flag, command, body = message
        handler = handlers.get(command)
        if handler is None:
            return self._ignore_unknown(command, body)
        self._unknown_in_row = 0
        return handler(self, flag, command, body)

    def _take_log_in(self) -> ServerEvent | None:
        if self._stage is Stage.HASH:
            given = self._reader.take(HASH_SIZE)
            if given is None:
                return None
            if not hmac.compare_digest(given, self._hash):
                return self._close(
                    "the first 20 bytes are not made from our seed: not a CCcam client"
                )
            self._stage = Stage.NAME
        if self._stage is Stage.DECISION or self.kept < USER_SIZE + len(PROOF):
            return None
        self._user = decode_user(self._reader.take(USER_SIZE) or b"")
        self._reader.cipher = None  # which one is the password's business
        self._proof = PasswordProof(
            self._to_server, self._reader.take(len(PROOF)) or b""
        )
        self._stage = Stage.DECISION
        return LogInAsked(self._user, self._proof)

    def _greet(self, _flag: int, _command: int, body: bytes) -> ServerEvent:
        client = decode_cli_data(body)
        self._node_id = client.node_id
        self._mask = AnswerMask(client.node_id)
        self._stage = Stage.READY
        self._send(Command.CLI_DATA)
        self._send(Command.SRV_DATA, encode_srv_data(self._identity))
        return Greeted(
            self._user,
            client.node_id,
            client.version,
            client.build,
            is_partner(client.node_id),
        )

    def _ask(self, flag: int, _command: int, body: bytes) -> ServerEvent:
        question = decode_ecm(body)
        if self._book.is_full(in_order=not self._extended):
            return self._close("too many questions under way at once")
        number = self._book.add(flag, question.share_id, in_order=not self._extended)
        return EcmAsked(
            number,
            question.ca_system_id,
            question.provider_id,
            question.share_id,
            question.service_id,
            question.section,
        )

    def _take_emm(self, _flag: int, command: int, body: bytes) -> ServerEvent:
        # Acknowledged even if it cannot be read: a client that waits for this
        # (read: Tvheadend) would ask nothing any more.
        self._send(Command.EMM)
        try:
            emm = decode_emm(body)
        except PeerError:
            return self._ignore(command, body)
        return EmmSent(emm.ca_system_id, emm.provider_id, emm.share_id, emm.section)

    def _keep(self, _flag: int, _command: int, _body: bytes) -> ServerEvent:
        self._send(Command.KEEPALIVE)
        return KeptAlive()

    def _hear_nok(self, _flag: int, command: int, body: bytes) -> ServerEvent:
        text = decode_partner_text(body)
        if text is None or self._partner_heard:
            return self._ignore(command, body)
        self._partner_heard = True
        self._extended = text.extended
        if not self._offered:
            self._send_partner_text(extended=text.extended)
        return PartnerAgreed(text.program, text.extended)

    def _pass_over(self, _flag: int, command: int, body: bytes) -> Ignored:
        return self._ignore(command, body)

    def _come_too_early(self, _flag: int, command: int, _body: bytes) -> Closed:
        name = Command(command).name
        return self._close(f"the client sent {name} before it said who it is")

    def _send_replies(self, replies: list[tuple[Asked, Reply]]) -> None:
        for asked, reply in replies:
            if not isinstance(reply, ControlWords):
                self._send(reply, flag=asked.flag)
            elif self._extended:
                # The mode of this moment, not that of the question, is right:
                # our text went out before, so the client has read it by the
                # time that it reads this, and reads partner mode.
                self._send(Command.ECM, reply.reveal(), asked.flag)
            else:
                self._send_masked(asked, reply)

    def _send_masked(self, asked: Asked, control_words: ControlWords) -> None:
        masked = self._mask.apply(asked.share_id, control_words.reveal())
        message = encode_message(Command.ECM, masked, asked.flag)
        # The cipher takes in the masked bytes once more, and the result is
        # thrown away: one run for both.
        self._output += self._cipher.encrypt(message + masked)[: len(message)]

    # The machine. What is not in here is unknown at that stage; the stages
    # before have no messages yet. A second CLI_DATA changes nothing: the
    # masks are made from the first. A NOK means something with a text alone.
    _HANDLERS: ClassVar[
        Mapping[
            Stage,
            Mapping[int, Callable[[ServerSession, int, int, bytes], ServerEvent]],
        ]
    ] = {
        Stage.GREETING: {
            Command.CLI_DATA: _greet,
            Command.ECM: _come_too_early,
            Command.EMM: _come_too_early,
            Command.KEEPALIVE: _keep,
            Command.NOK1: _pass_over,
            Command.NOK2: _pass_over,
        },
        Stage.READY: {
            Command.CLI_DATA: _pass_over,
            Command.ECM: _ask,
            Command.EMM: _take_emm,
            Command.KEEPALIVE: _keep,
            Command.NOK1: _hear_nok,
            Command.NOK2: _hear_nok,
        },
    }
