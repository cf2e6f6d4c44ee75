"""
What a session tells its caller.

None of these shows a control word or a password when printed.

They are tuples with names, not data classes: one is made for every message,
which costs a third, and defining them a sixth of the time at the start.
"""

from __future__ import annotations

from typing import NamedTuple

from hearth.dvb import (
    Caid,
    Card,
    ControlWords,
    NodeId,
    ProviderId,
    Section,
    ServiceId,
)
from hearth.wire.cccam.login import PasswordProof


class Closed(NamedTuple):
    """
    The session has ended: close the connection once what is to be sent is out.

    Attributes:
        reason: Why, in plain words; never with bytes of a secret.

    """

    reason: str


class Ignored(NamedTuple):
    """
    A message that was read and has no effect.

    Attributes:
        command: The second byte of its header.
        size: Bytes of its body.
        first: Whether it is the first such command on this connection: log
            that one.

    """

    command: int
    size: int
    first: bool


class KeptAlive(NamedTuple):
    """A KEEPALIVE came; the server role has answered it already."""


class PartnerAgreed(NamedTuple):
    """
    The peer's PARTNER text came; ours is out.

    Attributes:
        program_text: The peer's program, version and target, for people.
        extended: Whether questions are numbered from here on.

    """

    program_text: str
    extended: bool


class LogInAsked(NamedTuple):
    """
    A client wants to log in: compare, then ``accept()`` or ``refuse()``.

    Attributes:
        user: The name it gave.
        proof: Compares passwords.

    """

    user: str
    proof: PasswordProof


class Greeted(NamedTuple):
    """
    The client has said who it is, and the session has answered: announce cards.

    Attributes:
        user: The name that the log-in has proved.
        node_id: The client's.
        version: The CCcam version that it claims.
        build: The build that it claims.
        partner: Whether its node id is that of a partner program.

    """

    user: str
    node_id: NodeId
    version: str
    build: str
    partner: bool


class EcmAsked(NamedTuple):
    """
    A client asks for control words.

    Attributes:
        number: The session's own number of the question, to answer it by.
        ca_system_id: As the client says.
        provider_id: As the client says; 0 is "not said".
        share_id: Which of the announced cards the client means.
        service_id: Which channel it is for.
        section: The ECM.

    """

    number: int
    ca_system_id: Caid
    provider_id: ProviderId
    share_id: int
    service_id: ServiceId
    section: Section


class EmmSent(NamedTuple):
    """A client passes on an EMM; the session has acknowledged it already."""

    ca_system_id: Caid
    provider_id: ProviderId
    share_id: int
    section: Section


class LoggedIn(NamedTuple):
    """The server has confirmed the log-in; the session goes on by itself."""


class ServerGreeted(NamedTuple):
    """
    The server has said who it is: questions may be asked.

    Attributes:
        node_id: The server's.
        version: The CCcam version that it claims.
        build: The build that it claims.
        partner: Whether its node id is that of a partner program; then the
            session has sent our PARTNER text already.

    """

    node_id: NodeId
    version: str
    build: str
    partner: bool


class CardAdded(NamedTuple):
    """
    The server announces a card, perhaps again.

    Attributes:
        share_id: The server's number for it.
        card: With hops and reshare as announced.

    """

    share_id: int
    card: Card


class CardRemoved(NamedTuple):
    """The server withdraws a card; perhaps one that it never announced."""

    share_id: int


class Answered(NamedTuple):
    """
    The answer to a question, judged by nobody yet: it may be all zero.

    Attributes:
        number: The number that ``ask()`` was given.
        control_words: The answer.

    """

    number: int
    control_words: ControlWords


class Refused(NamedTuple):
    """
    The server cannot answer a question.

    Attributes:
        number: The number that ``ask()`` was given.
        share_gone: Whether it says that the share is gone (NOK1), not only
            that this question cannot be answered (NOK2).

    """

    number: int
    share_gone: bool


class EmmAcknowledged(NamedTuple):
    """The server has received an EMM."""


ServerEvent = (
    LogInAsked
    | Greeted
    | PartnerAgreed
    | EcmAsked
    | EmmSent
    | KeptAlive
    | Ignored
    | Closed
)
ClientEvent = (
    LoggedIn
    | ServerGreeted
    | PartnerAgreed
    | CardAdded
    | CardRemoved
    | Answered
    | Refused
    | EmmAcknowledged
    | KeptAlive
    | Ignored
    | Closed
)
