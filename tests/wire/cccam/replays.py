"""Our sessions in the place of the recorded ones."""

from __future__ import annotations

from hearth.dvb import Caid, Card, ControlWords, NodeId, ProviderId, Section, ServiceId
from hearth.secret import Secret
from hearth.wire.cccam.cards import decode_card
from hearth.wire.cccam.client import ClientSession
from hearth.wire.cccam.events import (
    Answered,
    CardAdded,
    CardRemoved,
    ClientEvent,
    EcmAsked,
    Greeted,
    KeptAlive,
    LoggedIn,
    LogInAsked,
    PartnerAgreed,
    Refused,
    ServerEvent,
    ServerGreeted,
)
from hearth.wire.cccam.messages import Identity
from hearth.wire.cccam.server import ServerSession
from tests.wire.cccam.peers import KEEPALIVE, OUR_TEXT
from tests.wire.cccam.recordings import Line, Recording, pieces
from tests.wire.cccam.reference import End, Message


class ServerReplay:
    """
    Our session in the place of a recorded server.

    What a server sends by itself is expected as the session's events tell; the
    rest is done where the recording's server did it: after its greeting, after
    its PARTNER text, or when a question was asked.
    """

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        srv_data = recording.first("server", "SRV_DATA")
        self.identity = Identity(
            NodeId(srv_data[:8]), _text(srv_data[8:40]), _text(srv_data[40:])
        )
        seed = recording.sent["server"][:16]
        self.session = ServerSession(seed=seed, identity=self.identity)
        self.end = End.of(seed)
        self.expected = seed
        self.events: list[ServerEvent] = []
        self.said: list[Message] = []
        self.to_do: dict[str, list[list[Line]]] = {}
        after = ""
        for line in recording.lines:
            if line.sender == "server" and line.name in ("ECM", "NOK2"):
                self.to_do.setdefault(after := "question", []).append([line])
            elif line.sender == "server" and line.name in ("SRV_DATA", "NOK1"):
                self.to_do.setdefault(after := line.name, []).append([])
            elif line.sender == "server" and line.name.startswith("CARD"):
                self.to_do[after][-1].append(line)

    def play(self, cuts: str) -> None:
        for piece in pieces(self.recording.sent["client"], cuts):
            self.take(self.session.receive(piece))

    def take(self, events: list[ServerEvent]) -> None:
        self.events += events
        for event in events:
            self.expect_what_is_sent_unbidden(event)
        for event in events:
            self.act(event)

    def expect_what_is_sent_unbidden(self, event: ServerEvent) -> None:
        match event:
            case Greeted():
                body = self.recording.first("server", "SRV_DATA")
                self.expect(Message("CLI_DATA", 0, b""), Message("SRV_DATA", 0, body))
            case PartnerAgreed():
                self.expect(Message("NOK1", 0, OUR_TEXT))
            case KeptAlive():
                self.expect(KEEPALIVE)
            case _:
                pass

    def act(self, event: ServerEvent) -> None:
        match event:
            case LogInAsked(user=user, proof=proof):
                assert user == self.recording.user
                assert not proof.matches(Secret(b"not " + self.recording.password))
                assert proof.matches(Secret(self.recording.password))
                self.expected += self.end.acknowledge()
                self.take(self.session.accept())
            case Greeted():
                self.do(0, self.to_do["SRV_DATA"].pop(0))
            case PartnerAgreed():
                self.do(0, self.to_do["NOK1"].pop(0))
            case EcmAsked(number=number):
                self.do(number, self.to_do["question"].pop(0))
            case _:
                pass

    def do(self, number: int, lines: list[Line]) -> None:
        for line in lines:
            match line.name:
                case "ECM":
                    self.session.answer(number, ControlWords(line.control_words))
                case "NOK2":
                    self.session.cannot_answer(number)
                case "CARD_REMOVED":
                    self.session.withdraw(int.from_bytes(line.body))
                case _:
                    self.session.announce(*_card(line))
            self.expect(as_we_say_it(line))

    def expect(self, *messages: Message) -> None:
        self.said += messages
        self.expected += self.end.tell(*messages, plain=self.recording.plain)


def as_we_say_it(line: Line) -> Message:
    """A recorded message with what is ours to choose as we choose it."""
    body = line.body
    match line.name:
        case "CARD_ADDED":  # the remote id is the share id
            return Message("CARD_ADDED", 0, body[:4] * 2 + body[8:])
        case "CARD_ADDED_SIDS":  # without the lists of services
            lists = 23 + 7 * body[20]
            nodes = lists + 2 * (body[21] + body[22])
            said = body[:4] * 2 + body[8:21] + body[23:lists] + body[nodes:]
            return Message("CARD_ADDED", 0, said)
        case "NOK1":
            return Message("NOK1", 0, OUR_TEXT)
        case _:
            return line.message


def _card(line: Line) -> tuple[int, Card]:
    return decode_card(line.body, with_services=line.name == "CARD_ADDED_SIDS")


def _text(field: bytes) -> str:
    return field.split(b"\0")[0].decode()


def server_events(recording: Recording) -> list[ServerEvent]:
    """What the recorded client's messages say, read by hand."""
    events: list[ServerEvent] = []
    for line in recording.lines:
        body = line.body
        match line.sender, line.name:
            case "client", "CLI_DATA":
                node_id = NodeId(body[20:28])
                texts = _text(body[29:61]), _text(body[61:93])
                events.append(
                    Greeted(recording.user, node_id, *texts, not recording.plain)
                )
            case "client", "ECM":
                events.append(
                    EcmAsked(
                        sum(isinstance(event, EcmAsked) for event in events) + 1,
                        Caid(int.from_bytes(body[0:2])),
                        ProviderId(int.from_bytes(body[2:6])),
                        int.from_bytes(body[6:10]),
                        ServiceId(int.from_bytes(body[10:12])),
                        Section(body[13:]),
                    )
                )
            case "client", "KEEPALIVE":
                events.append(KeptAlive())
            case "client", "NOK1":
                program = body.split(b" [")[0].removeprefix(b"PARTNER: ")
                events.append(PartnerAgreed(program.decode(), extended=True))
            case _:
                pass
    return events


class ClientReplay:
    """
    Our session in the place of a recorded client.

    What a client sends by itself is expected as it comes; questions are asked
    and keepalives sent where the recording's client did it.
    """

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        cli_data = recording.first("client", "CLI_DATA")
        self.session = ClientSession(
            user=recording.user,
            password=Secret(recording.password),
            identity=Identity(
                NodeId(cli_data[20:28]), _text(cli_data[29:61]), _text(cli_data[61:])
            ),
        )
        end = End.of(recording.sent["server"][:16])
        self.end = end
        self.expected = end.log_in(recording.user.encode(), recording.password)
        self.events: list[ClientEvent] = []
        self.said: list[Message] = []
        self.questions = [
            line
            for line in recording.lines
            if (line.sender, line.name) == ("client", "ECM")
        ]
        self.asked = 0

    def play(self, cuts: str) -> None:
        for sender, data, lines in self.recording.runs():
            if sender == "server":
                for piece in pieces(data, cuts):
                    self.events += self.session.receive(piece)
                continue
            for line in lines:
                self.act(line)

    def act(self, line: Line) -> None:
        match line.name:
            case "CLI_DATA":
                self.expect(as_we_ask_it(line), KEEPALIVE)
            case "NOK1":
                self.expect(as_we_ask_it(line))
                if self.recording.name == "tvheadend":
                    # Tvheadend's numbers begin at 0, which is ours for what is
                    # asked before partner mode: so that is when we ask.
                    self.ask(self.questions[0])
            case "ECM" if line in self.questions[self.asked :]:
                self.ask(line)
            case "KEEPALIVE" if self.said[-1] != KEEPALIVE or self.asked:
                self.session.keep_alive()
                self.expect(as_we_ask_it(line))
            case _:  # of the log-in, or done already
                pass

    def ask(self, line: Line) -> None:
        body = line.body
        self.session.ask(
            1000 + self.asked,
            ca_system_id=Caid(int.from_bytes(body[0:2])),
            provider_id=ProviderId(int.from_bytes(body[2:6])),
            share_id=int.from_bytes(body[6:10]),
            service_id=ServiceId(int.from_bytes(body[10:12])),
            section=Section(body[13:]),
        )
        self.asked += 1
        self.expect(as_we_ask_it(line, plain=self.recording.plain))

    def expect(self, *messages: Message) -> None:
        self.said += messages
        self.expected += self.end.ask(*messages)


def as_we_ask_it(line: Line, *, plain: bool = False) -> Message:
    """A recorded message with what is ours to choose as we choose it."""
    body = line.body
    match line.name:
        case "CLI_DATA":  # without OSCam's rubbish behind the build's zero
            build = body[61:].split(b"\0")[0]
            return Message("CLI_DATA", 0, body[:61] + build.ljust(32, b"\0"))
        case "NOK1":
            return Message("NOK1", 0, OUR_TEXT)
        case "ECM" if not plain:
            return line.message
        case _:  # the flag means nothing there, and OSCam's is a slip
            return line.message._replace(flag=0)


def client_events(recording: Recording) -> list[ClientEvent]:
    """What the recorded server's messages say, read by hand."""
    events: list[ClientEvent] = []
    numbers = iter(range(1000, 2000))
    for line in recording.lines:
        body = line.body
        match line.sender, line.name:
            case "server", "ack":
                events.append(LoggedIn())
            case "server", "SRV_DATA":
                node_id = NodeId(body[:8])
                texts = _text(body[8:40]), _text(body[40:])
                events.append(ServerGreeted(node_id, *texts, not recording.plain))
            case "server", "CARD_ADDED" | "CARD_ADDED_SIDS":
                events.append(CardAdded(*_card(line)))
            case "server", "CARD_REMOVED":
                events.append(CardRemoved(int.from_bytes(body)))
            case "server", "ECM":
                words = ControlWords(line.control_words)
                events.append(Answered(next(numbers), words))
            case "server", "NOK2":
                events.append(Refused(next(numbers), share_gone=False))
            case "server", "KEEPALIVE":
                events.append(KeptAlive())
            case "server", "NOK1":
                program = body.split(b" [")[0].removeprefix(b"PARTNER: ")
                events.append(PartnerAgreed(program.decode(), extended=True))
            case _:
                pass
    return events
