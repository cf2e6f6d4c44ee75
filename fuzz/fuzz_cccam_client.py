"""
Whatever a server sends: nothing raises, 8 KiB are kept, each question is answered once.

Bytes go into a client session of any step, raw or as well-encrypted messages,
while questions are asked and given up. An answer that comes out belongs to a
question that waits for one.
"""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["hearth"]):
    from hearth.wire.cccam.cards import encode_card
    from hearth.wire.cccam.client import ClientSession
    from hearth.wire.cccam.events import (
        Answered,
        ClientEvent,
        Closed,
        Refused,
        ServerGreeted,
    )
    from hearth.wire.cccam.session import MAX_KEPT
    from tests.wire.cccam import peers
    from tests.wire.cccam.reference import End, Message


def fresh_client() -> tuple[ClientSession, End]:
    """Nothing has come: the seed is the fuzzer's."""
    return peers.fresh_client(), End.of(peers.SEED)


def awaiting_client() -> tuple[ClientSession, End]:
    """The acknowledgement is awaited."""
    session, server = fresh_client()
    session.receive(peers.SEED)
    return session, server


STARTS = [
    fresh_client,
    awaiting_client,
    peers.logged_in_client,
    peers.greeted_client,
    peers.partner_client,
]
READS_MESSAGES = STARTS.index(peers.logged_in_client)
GREETED = STARTS.index(peers.greeted_client)

# command and body: whole, cut or added to, and any command with any body
MODELS = [
    *(
        message.encoded[1:2] + message.body
        for message in (
            peers.srv_data(),
            peers.srv_data(peers.OTHER_PARTNER),
            peers.KEEPALIVE,
            Message("CARD_ADDED", 0, encode_card(7, peers.CARD)),
            Message("CARD_REMOVED", 0, bytes(4)),
            Message("ECM", 0, bytes(16)),
            Message("NOK1", 0, b""),
            Message("NOK1", 0, peers.PARTNER_TEXT),
        )
    ),
    *(bytes([command]) for command in range(256)),
]


class Round:
    """One session, and what the fuzzer chose for it."""

    def __init__(self, source: atheris.FuzzedDataProvider) -> None:
        self.source = source
        start = source.ConsumeIntInRange(0, len(STARTS) - 1)
        self.session, self.server = STARTS[start]()
        self.readable = start >= READS_MESSAGES
        self.greeted = start >= GREETED
        self.waiting: set[int] = set()
        self.last = 0

    def play(self) -> None:
        """Send until the input is used up or the session has ended."""
        while self.source.remaining_bytes() and not self.session.closed:
            self.use_it()
            self.take(self.session.receive(self.piece()))
        assert not self.session.closed or self.session.receive(b"more") == []
        assert self.session.peer_closed().reason

    def use_it(self) -> None:
        """Ask something, or give a question up, or neither."""
        session = self.session
        what = self.source.ConsumeIntInRange(0, 3)
        if what == 0 and self.greeted and session.under_way < session.capacity:
            self.last += 1
            self.waiting.add(self.last)
            peers.ask(session, self.last)
        elif what == 1 and self.waiting:
            session.forget(self.waiting.pop())

    def piece(self) -> bytes:
        """Make what the peer sends next."""
        source = self.source
        size = source.ConsumeIntInRange(0, 1100)
        if not self.readable or source.ConsumeIntInRange(0, 31) == 0:
            self.readable = False  # what is encrypted now is read as anything
            return source.ConsumeBytes(size)
        model = source.PickValueInList(MODELS)
        header = bytes([source.ConsumeIntInRange(0, 255), model[0]])
        body = model[1:][:size] + source.ConsumeBytes(source.ConsumeIntInRange(0, 99))
        cipher = self.server.to_client
        sent = cipher.encrypt(header + len(body).to_bytes(2) + body)
        if header[1] == 0x01 and not self.session.partner_mode:
            cipher.encrypt(body)  # as a server does after an answer
        return sent

    def take(self, events: list[ClientEvent]) -> None:
        """Check what came out."""
        assert self.session.kept <= MAX_KEPT
        assert self.session.under_way <= self.session.capacity
        for event in events:
            is_last = self.session.closed and event is events[-1]
            assert isinstance(event, Closed) is is_last
            assert repr(event)
            self.greeted |= isinstance(event, ServerGreeted)
            if isinstance(event, Answered | Refused):
                self.waiting.remove(event.number)


def one_input(data: bytes) -> None:
    """Play one input of the fuzzer's."""
    Round(atheris.FuzzedDataProvider(data)).play()


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
