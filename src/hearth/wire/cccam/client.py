"""
The client's role: our connection to another server.

Source: docs/protocols/cccam.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from hearth.dvb import (
    CONTROL_WORDS_SIZE,
    Caid,
    ControlWords,
    ProviderId,
    Section,
    ServiceId,
)
from hearth.errors import PeerError, UsageError
from hearth.secret import Secret
from hearth.wire.cccam.cards import decode_card
from hearth.wire.cccam.events import (
    Answered,
    CardAdded,
    CardRemoved,
    ClientEvent,
    Closed,
    EmmAcknowledged,
    KeptAlive,
    LoggedIn,
    PartnerAgreed,
    Refused,
    ServerGreeted,
)
from hearth.wire.cccam.login import (
    ACKNOWLEDGEMENT,
    MAX_PASSWORD_SIZE,
    PROOF,
    SEED_SIZE,
    set_up_keys,
)
from hearth.wire.cccam.mask import AnswerMask
from hearth.wire.cccam.messages import (
    Command,
    Identity,
    Question,
    check_ecm_size,
    check_share_id,
    decode_share_id,
    decode_srv_data,
    encode_cli_data,
    encode_ecm,
    encode_emm,
    encode_user,
)
from hearth.wire.cccam.node import is_partner
from hearth.wire.cccam.partner import decode_partner_text
from hearth.wire.cccam.questions import PLAIN_FLAG, FlagBook
from hearth.wire.cccam.session import Session
from hearth.wire.cccam.steps import CLOSED_AT, Step

__all__ = ["ClientSession", "Step"]

MAX_NOK_SIZE: Final = 1  # bytes of its body; what is longer is a text


class ClientSession(Session[ClientEvent]):
    """
    The client's end of one connection; bytes in, events out, and back.

    The log-in runs by itself as the server's bytes come. ``receive()`` never
    raises, whatever comes; the commands raise UsageError where they are not
    allowed.

    Args:
        user: The account's name, up to 20 bytes; a text is sent as UTF-8.
        password: Up to 64 bytes.
        identity: Who we say we are.

    Raises:
        UsageError: Name or password is of a length that cannot be sent.

    """

    __slots__ = (
        "_book",
        "_card_seen",
        "_greeted",
        "_mask",
        "_partner_sent",
        "_password",
        "_share_id",
        "_step",
        "_user",
    )

    def __init__(
        self, *, user: str | bytes, password: Secret, identity: Identity
    ) -> None:
        super().__init__(identity)
        if len(password) > MAX_PASSWORD_SIZE:
            raise UsageError(
                f"password of {len(password)} bytes",
                allowed=f"up to {MAX_PASSWORD_SIZE} bytes",
            )
        encode_user(user)
        self._user: Final = user
        self._password: Final = password
        self._step = Step.SEED
        self._greeted = False
        self._card_seen = False
        self._partner_sent = False
        self._book: Final = FlagBook()
        self._mask: Final = AnswerMask(identity.node_id)
        self._share_id = 0  # of the question under way in plain mode

    @property
    def step(self) -> Step:
        """How far we have come; where we were when the session closed."""
        return self._step

    @property
    def capacity(self) -> int:
        """How many questions may be under way: 1, in partner mode 255."""
        return self._book.capacity

    @property
    def under_way(self) -> int:
        """
        How many questions take up room.

        In plain mode one that was given up still does, until its answer comes.
        """
        return self._book.under_way

    def peer_closed(self) -> Closed:
        """End the session because the server closed the connection."""
        return self._close(self._reason or CLOSED_AT[self._step])

    def ask(
        self,
        number: int,
        *,
        ca_system_id: Caid,
        provider_id: ProviderId,
        share_id: int,
        service_id: ServiceId,
        section: Section,
    ) -> None:
        """
        Ask for control words.

        Args:
            number: The caller's own; the answer comes back under it.
            ca_system_id: Of the card.
            provider_id: From the programme's tables; 0 is "not said".
            share_id: The server's number for the card.
            service_id: Which channel it is for.
            section: The ECM, up to 1007 bytes.

        Raises:
            UsageError: Before `ServerGreeted`, after the end, ``capacity``
                questions under way already, this number under way already, or
                a value that its field has no place for; nothing is sent.

        """
        self._must_be_greeted("ask()")
        question = Question(
            ca_system_id,
            provider_id,
            check_share_id(share_id),
            service_id,
            check_ecm_size(section),
        )
        flag = self._book.add(number)
        self._share_id = share_id
        self._output += self._cipher.encrypt(encode_ecm(question, flag))

    def forget(self, number: int) -> None:
        """
        Give a question up: its answer, should it still come, reaches nobody.

        In partner mode its number on the wire stays reserved, as `FlagBook`
        says. In plain mode nothing can be asked until the late answer has
        come; if it never does, close the connection.

        Raises:
            UsageError: No such question is under way.

        """
        self._book.forget(number)

    def send_emm(
        self,
        ca_system_id: Caid,
        provider_id: ProviderId,
        share_id: int,
        section: Section,
    ) -> None:
        """
        Pass on an EMM.

        Raises:
            UsageError: Before `ServerGreeted`, after the end, or a value that
                its field has no place for.

        """
        self._must_be_greeted("send_emm()")
        emm = Question(
            ca_system_id, provider_id, check_share_id(share_id), ServiceId(0), section
        )
        self._send(Command.EMM, encode_emm(emm))

    def keep_alive(self) -> None:
        """
        Send a KEEPALIVE; never wait for an answer to it.

        Raises:
            UsageError: Before `ServerGreeted`, or after the end.

        """
        self._must_be_greeted("keep_alive()")
        self._send(Command.KEEPALIVE)

    def _must_be_greeted(self, call: str) -> None:
        if not self._greeted or self.closed:
            raise UsageError(call, allowed="between ServerGreeted and Closed")

    def _take_event(self) -> ClientEvent | None:
        if self._step is Step.SEED:
            seed = self._reader.take(SEED_SIZE)
            if seed is None:
                return None
            self._log_in(seed)
        if self._step is Step.ACKNOWLEDGEMENT:
            given = self._reader.take(len(ACKNOWLEDGEMENT))
            return None if given is None else self._take_acknowledgement(given)
        while (message := self._reader.take_message()) is not None:
            event = self._take_in(*message)
            if event is not None:
                return event
        return None

    def _log_in(self, seed: bytes) -> None:
        keys = set_up_keys(seed)
        cipher = self._cipher = keys.to_server
        self._reader.cipher = keys.to_client
        self._output += cipher.encrypt(keys.proof_of_seed)
        self._output += cipher.encrypt(encode_user(self._user))
        cipher.encrypt(self._password.reveal())  # taken in, and never sent
        self._output += cipher.encrypt(PROOF)
        self._step = Step.ACKNOWLEDGEMENT

    def _take_acknowledgement(self, given: bytes) -> ClientEvent:
        # Five letters and no more. Read: OSCam and Tvheadend compare just these.
        if given[:5] != ACKNOWLEDGEMENT[:5]:
            return self._close(
                "the server's confirmation of the log-in cannot be read: it is no"
                " CCcam server, or something between changes the bytes"
            )
        self._step = Step.GREETING
        self._send(Command.CLI_DATA, encode_cli_data(self._user, self._identity))
        self._send(Command.KEEPALIVE)  # seen: OSCam 2.26 does so
        return LoggedIn()

    def _take_in(self, flag: int, command: int, body: bytes) -> ClientEvent | None:
        handler = self._HANDLERS.get(command)
        if handler is None:
            return self._ignore_unknown(command, body)
        self._unknown_in_row = 0
        return handler(self, flag, command, body)

    def _confirm(self, _flag: int, _command: int, _body: bytes) -> None:
        """CLI_DATA from a server says that ours has come; SRV_DATA follows."""

    def _greet(self, _flag: int, command: int, body: bytes) -> ClientEvent:
        if self._greeted:
            # Read: OSCam takes further ones for part of closed servers' checks.
            return self._ignore(command, body)
        server = decode_srv_data(body)
        self._greeted = True
        self._step = Step.READY if self._card_seen else Step.CARDS
        partner = is_partner(server.node_id)
        if partner and not self._partner_sent:
            self._partner_sent = True
            self._send_partner_text(extended=True)
        return ServerGreeted(server.node_id, server.version, server.build, partner)

    def _add_card(self, _flag: int, command: int, body: bytes) -> ClientEvent:
        share_id, card = decode_card(
            body, with_services=command == Command.CARD_ADDED_SIDS
        )
        self._card_seen = True
        if self._greeted:
            self._step = Step.READY
        return CardAdded(share_id, card)

    def _remove_card(self, _flag: int, _command: int, body: bytes) -> ClientEvent:
        return CardRemoved(decode_share_id(body))

    def _take_answer(self, flag: int, command: int, body: bytes) -> ClientEvent:
        if len(body) != CONTROL_WORDS_SIZE:
            raise PeerError("answer", offset=0, got=len(body), allowed="16 bytes")
        if self._extended:
            control_words = body
        else:
            # Asked for or not: the server's cipher has taken the masked bytes
            # in once more, so ours has to, or nothing after can be read.
            assert self._reader.cipher is not None
            self._reader.cipher.encrypt(body)
            control_words = self._mask.apply(self._share_id, body)
        number = self._settle(flag)
        if number is None:
            return self._ignore(command, body)
        return Answered(number, ControlWords(control_words))

    def _hear_nok(self, flag: int, command: int, body: bytes) -> ClientEvent:
        if len(body) > MAX_NOK_SIZE:
            return self._hear_text(command, body)
        number = self._settle(flag)
        if number is None:
            return self._ignore(command, body)
        return Refused(number, share_gone=command == Command.NOK1)

    def _settle(self, flag: int) -> int | None:
        return self._book.settle(flag if self._extended else PLAIN_FLAG)

    def _hear_text(self, command: int, body: bytes) -> ClientEvent:
        text = decode_partner_text(body)
        if text is None or self._partner_heard:
            return self._ignore(command, body)
        self._partner_heard = True
        if not self._partner_sent:
            self._partner_sent = True
            self._send_partner_text(extended=text.extended)
        if text.extended:
            self._extended = True
            self._book.begin_partner_mode()
        return PartnerAgreed(text.program, text.extended)

    def _acknowledge_emm(self, _flag: int, _command: int, _body: bytes) -> ClientEvent:
        return EmmAcknowledged()

    def _keep(self, _flag: int, _command: int, _body: bytes) -> ClientEvent:
        return KeptAlive()

    # What a server may send, at any moment after the acknowledgement: peers
    # send cards before, between and after the texts.
    _HANDLERS: ClassVar[
        Mapping[int, Callable[[ClientSession, int, int, bytes], ClientEvent | None]]
    ] = {
        Command.CLI_DATA: _confirm,
        Command.SRV_DATA: _greet,
        Command.CARD_ADDED: _add_card,
        Command.CARD_ADDED_SIDS: _add_card,
        Command.CARD_REMOVED: _remove_card,
        Command.ECM: _take_answer,
        Command.EMM: _acknowledge_emm,
        Command.KEEPALIVE: _keep,
        Command.NOK1: _hear_nok,
        Command.NOK2: _hear_nok,
    }
