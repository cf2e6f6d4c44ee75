"""The client's role: the recordings, the state walk, and each command."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.dvb import Caid, ControlWords, NodeId, ProviderId, Section, ServiceId
from hearth.errors import UsageError
from hearth.secret import Secret
from hearth.wire.cccam.cards import encode_card
from hearth.wire.cccam.client import ClientSession, Step
from hearth.wire.cccam.events import (
    Answered,
    CardAdded,
    CardRemoved,
    ClientEvent,
    Closed,
    EmmAcknowledged,
    Ignored,
    KeptAlive,
    LoggedIn,
    PartnerAgreed,
    Refused,
    ServerGreeted,
)
from hearth.wire.cccam.session import MAX_KEPT, MAX_UNKNOWN_IN_ROW
from tests.wire.cccam import peers
from tests.wire.cccam.peers import (
    CARD,
    KEEPALIVE,
    OUR_TEXT,
    PARTNER_TEXT,
    PASSWORD,
    SECTION,
    USER,
)
from tests.wire.cccam.recordings import CUTS, NAMES, load, pieces
from tests.wire.cccam.reference import NAMES as COMMANDS
from tests.wire.cccam.reference import End, Message, mask
from tests.wire.cccam.replays import ClientReplay, as_we_ask_it, client_events

EVEN_ODD = bytes.fromhex("0102030604050f18 1112133614151f48")
WORDS = ControlWords(EVEN_ODD)
MASKED = mask(peers.NODE_ID, 7, EVEN_ODD)
TEXT = Message("NOK1", 0, PARTNER_TEXT)
CARD_ADDED = Message("CARD_ADDED", 0, encode_card(7, CARD))


# The recordings: a server that is not ours, played into our client.


@pytest.mark.parametrize("cuts", CUTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_recorded_server_is_understood_and_asked(name: str, cuts: str) -> None:
    replay = ClientReplay(load(name))

    replay.play(cuts)

    assert replay.events == client_events(replay.recording)
    assert replay.session.take_output() == replay.expected
    assert replay.session.under_way == 0
    assert replay.session.step is Step.READY


@pytest.mark.parametrize("name", NAMES)
def test_we_say_what_the_recorded_client_said(name: str) -> None:
    """
    In its order, but for the excuses of `as_we_ask_it`.

    Those are our PARTNER text, OSCam's rubbish behind a zero, and OSCam's flags
    on what is no question of partner mode. Tvheadend sends no keepalive.
    """
    replay = ClientReplay(load(name))
    replay.play("whole")
    recorded = [
        as_we_ask_it(line, plain=replay.recording.plain)
        for line in replay.recording.lines
        if line.sender == "client" and line.flag >= 0
    ]

    if name == "tvheadend":
        recorded.insert(1, KEEPALIVE)
    assert replay.said == recorded


# until where the recorded client's bytes are ours, too
EQUAL: dict[str, int] = {
    "plain": 46 + 4 + 66,  # the build's zero is the last before OSCam's rubbish
    "edges": 46 + 4 + 66,
    "partner": 46 + 4 + 66,
    "tvheadend": 46 + 4 + 93,  # all of it, until our keepalive
}


@pytest.mark.parametrize("name", NAMES)
def test_the_first_bytes_are_those_of_the_recorded_client(name: str) -> None:
    replay = ClientReplay(load(name))
    replay.play("whole")

    ours = replay.session.take_output()

    assert ours[: EQUAL[name]] == replay.recording.sent["client"][: EQUAL[name]]


# The log-in


def test_a_session_is_silent_until_the_seed_has_come() -> None:
    session = peers.fresh_client()

    assert session.receive(peers.SEED[:15]) == []
    assert session.take_output() == b""
    assert session.receive(peers.SEED[15:]) == []
    assert len(session.take_output()) == 46
    assert session.step is Step.ACKNOWLEDGEMENT


@pytest.mark.parametrize("seed", [bytes(16), b"no sums in here!"])
def test_the_sums_of_a_seed_do_not_matter(seed: bytes) -> None:
    session = peers.fresh_client()
    server = End.of(seed)

    session.receive(seed)

    assert session.take_output() == server.log_in(USER.encode(), PASSWORD.reveal())
    assert session.receive(server.acknowledge()) == [LoggedIn()]


def test_after_the_log_in_we_say_who_we_are_and_keep_alive() -> None:
    session = peers.fresh_client(peers.PARTNER)
    server = End.of(peers.SEED)
    session.receive(peers.SEED)
    server.log_in(USER.encode(), PASSWORD.reveal())
    session.take_output()

    assert session.receive(server.acknowledge()) == [LoggedIn()]

    cli_data, keepalive = server.overhear(session.take_output())
    body = (
        USER.encode().ljust(20, b"\0") + peers.cli_data(peers.PARTNER_NODE_ID).body[20:]
    )
    assert cli_data == Message("CLI_DATA", 0, body)
    assert keepalive == KEEPALIVE


def test_rubbish_behind_the_five_letters_of_the_acknowledgement_is_no_matter() -> None:
    session = peers.fresh_client()
    server = End.of(peers.SEED)
    session.receive(peers.SEED)

    raw = server.to_client.encrypt(b"CCcam".ljust(20, b"?"))

    assert session.receive(raw) == [LoggedIn()]


def test_another_acknowledgement_ends_it() -> None:
    session = peers.fresh_client()
    session.receive(peers.SEED)

    [closed] = session.receive(bytes(20))

    assert isinstance(closed, Closed)
    assert "cannot be read" in closed.reason
    assert session.receive(bytes(20)) == []


# what it shows               user       password
UNSAYABLE = [
    ("a user of 21 bytes",    "u" * 21,  b""),
    ("by its bytes",          "ü" * 11,  b""),
    ("no user",               "",        b""),
    ("a password of 65",      "user",    b"p" * 65),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "user", "password"), UNSAYABLE)
def test_names_and_passwords_that_cannot_be_sent_are_refused(
    shows: str, user: str, password: bytes
) -> None:
    with pytest.raises(UsageError) as caught:
        ClientSession(user=user, password=Secret(password), identity=peers.PLAIN)
    assert "ppp" not in str(caught.value), shows


def test_the_longest_names_and_passwords_are_sent() -> None:
    session = ClientSession(
        user="u" * 20, password=Secret(b"p" * 64), identity=peers.PLAIN
    )
    session.receive(peers.SEED)

    assert session.take_output() == End.of(peers.SEED).log_in(b"u" * 20, b"p" * 64)


# The steps, and what it means when the server closes at each

CLIENTS: dict[Step, Callable[[], ClientSession]] = {
    Step.SEED: peers.fresh_client,
    Step.ACKNOWLEDGEMENT: lambda: after(peers.fresh_client(), peers.SEED),
    Step.GREETING: lambda: peers.logged_in_client()[0],
    Step.CARDS: lambda: peers.greeted_client()[0],
    Step.READY: lambda: peers.client_with_card()[0],
}
# step                 words of the reason
REASONS = [
    (Step.SEED,            "does not take connections from this address"),
    (Step.ACKNOWLEDGEMENT, "user name or password wrong"),
    (Step.GREETING,        "before it said which version it is"),
    (Step.CARDS,           "before it announced a card"),
    (Step.READY,           "the server closed the connection"),
]  # fmt: skip


def after(session: ClientSession, data: bytes) -> ClientSession:
    session.receive(data)
    return session


@pytest.mark.parametrize(("step", "words"), REASONS)
def test_when_the_server_closes_the_reason_fits_the_step(
    step: Step, words: str
) -> None:
    session = CLIENTS[step]()
    assert session.step is step

    closed = session.peer_closed()

    assert words in closed.reason
    assert session.closed
    assert session.step is step
    assert session.peer_closed() == closed


def test_our_own_reason_is_kept_when_the_server_closes_as_well() -> None:
    session = peers.fresh_client()
    session.receive(peers.SEED)
    [closed] = session.receive(bytes(20))

    assert session.peer_closed() == closed


CALLS: dict[str, Callable[[ClientSession], object]] = {
    "ask": lambda session: peers.ask(session, 1),
    "forget": lambda session: session.forget(1),
    "send_emm": lambda session: session.send_emm(Caid(1), ProviderId(2), 3, peers.EMM),
    "keep_alive": lambda session: session.keep_alive(),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("step", Step)
def test_every_call_at_every_step(step: Step, call: str) -> None:
    session = CLIENTS[step]()
    session.take_output()

    if step in (Step.CARDS, Step.READY) and call != "forget":
        CALLS[call](session)
        assert session.take_output()
        return
    with pytest.raises(UsageError):
        CALLS[call](session)
    assert session.take_output() == b""


@pytest.mark.parametrize("call", CALLS)
def test_every_call_after_the_end(call: str) -> None:
    session, _ = peers.greeted_client()
    session.peer_closed()

    with pytest.raises(UsageError):
        CALLS[call](session)
    assert session.take_output() == b""


# message                                before SRV_DATA  after it
MESSAGES: list[tuple[Message, type[ClientEvent] | None, type[ClientEvent] | None]] = [
    (Message("CLI_DATA", 0, b""),        None,            None),
    (peers.srv_data(),                   ServerGreeted,   Ignored),
    (Message("SRV_DATA", 0, bytes(44)),  ServerGreeted,   Ignored),
    (Message("SRV_DATA", 0, bytes(7)),   Closed,          Ignored),
    (CARD_ADDED,                         CardAdded,       CardAdded),
    (Message("CARD_ADDED", 0, b""),      Closed,          Closed),
    (Message("CARD_REMOVED", 0, bytes(4)), CardRemoved,   CardRemoved),
    (Message("CARD_REMOVED", 0, b""),    Closed,          Closed),
    (Message("ECM", 0, bytes(16)),       Ignored,         Ignored),
    (Message("ECM", 0, bytes(15)),       Closed,          Closed),
    (Message("EMM", 0, b""),             EmmAcknowledged, EmmAcknowledged),
    (KEEPALIVE,                          KeptAlive,       KeptAlive),
    (Message("NOK1", 0, b""),            Ignored,         Ignored),
    (Message("NOK2", 0, b"\1"),          Ignored,         Ignored),
    (Message("NOK1", 0, b"a reason\0"),  Ignored,         Ignored),
    (TEXT,                               PartnerAgreed,   PartnerAgreed),
    (TEXT._replace(name="NOK2"),         PartnerAgreed,   PartnerAgreed),
]  # fmt: skip


@pytest.mark.parametrize(("message", "early", "late"), MESSAGES)
def test_every_message_at_both_steps(
    message: Message,
    early: type[ClientEvent] | None,
    late: type[ClientEvent] | None,
) -> None:
    for (session, server), expected in (
        (peers.logged_in_client(), early),
        (peers.greeted_client(), late),
    ):
        events = session.receive(server.tell(message))
        assert [type(event) for event in events] == ([expected] if expected else [])
        assert session.closed is (expected is Closed)


@pytest.mark.parametrize("command", sorted({*range(256)} - {*COMMANDS.values()}))
def test_every_other_command_is_ignored(command: int) -> None:
    session, server = peers.greeted_client()
    raw = server.to_client.encrypt(bytes([0, command, 0, 2, 1, 2]) * 2)

    assert session.receive(raw) == [
        Ignored(command, 2, first=True),
        Ignored(command, 2, first=False),
    ]
    assert session.take_output() == b""


@pytest.mark.parametrize("between", [b"", KEEPALIVE.encoded])
def test_a_stream_that_is_not_understood_at_all_ends(between: bytes) -> None:
    session, server = peers.greeted_client()
    many = b"\0\x99\0\0" * (MAX_UNKNOWN_IN_ROW - 1)

    events = session.receive(server.to_client.encrypt(many + between + many))

    assert isinstance(events[-1], Ignored if between else Closed)


def test_a_card_before_the_greeting_counts_when_it_comes_to_the_steps() -> None:
    session, server = peers.logged_in_client()

    session.receive(server.tell(CARD_ADDED))
    assert session.step is Step.GREETING
    session.receive(server.tell(peers.srv_data()))
    assert [session.step] == [Step.READY]


def test_keepalives_of_a_server_are_never_answered() -> None:
    session, server = peers.greeted_client()

    assert session.receive(server.tell(KEEPALIVE, KEEPALIVE)) == [KeptAlive()] * 2
    assert session.take_output() == b""


# Plain mode


def test_a_question_and_its_answer() -> None:
    session, server = peers.greeted_client()
    peers.ask(session, 70)
    assert server.overhear(session.take_output()) == [peers.ecm(flag=0)]
    assert (session.capacity, session.under_way) == (1, 1)

    events = session.receive(
        server.tell(Message("ECM", 99, MASKED), KEEPALIVE, plain=True)
    )

    assert events == [Answered(70, WORDS), KeptAlive()]
    assert session.under_way == 0


# what it shows                body of the NOK  share is gone
NOKS = [
    ("share gone",             "NOK1", b"",     True),
    ("with a byte of reason",  "NOK1", b"\1",   True),
    ("cannot answer",          "NOK2", b"",     False),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "name", "body", "gone"), NOKS)
@pytest.mark.parametrize("partner", [False, True])
def test_a_refusal(
    shows: str, name: str, body: bytes, gone: bool, partner: bool
) -> None:
    session, server = peers.partner_client() if partner else peers.greeted_client()
    peers.ask(session, 70)

    [event] = session.receive(server.tell(Message(name, partner, body)))

    assert event == Refused(70, share_gone=gone), shows
    assert session.under_way == 0


def test_one_question_at_a_time() -> None:
    session, _ = peers.greeted_client()
    peers.ask(session, 70)
    session.take_output()

    with pytest.raises(UsageError, match="2 questions under way"):
        peers.ask(session, 71)
    assert session.take_output() == b""


def test_an_answer_to_nothing_is_ignored_and_the_stream_stays_readable() -> None:
    session, server = peers.greeted_client()
    answers = [Message("ECM", 0, MASKED)] * 2

    assert session.receive(server.tell(*answers, KEEPALIVE, plain=True)) == [
        Ignored(0x01, 16, first=True),
        Ignored(0x01, 16, first=False),
        KeptAlive(),
    ]


def test_a_late_answer_is_nobodys() -> None:
    session, server = peers.greeted_client()
    peers.ask(session, 70)
    session.forget(70)
    assert session.under_way == 1
    with pytest.raises(UsageError):
        peers.ask(session, 71)

    [event] = session.receive(server.tell(Message("ECM", 0, MASKED), plain=True))

    assert event == Ignored(0x01, 16, first=True)
    peers.ask(session, 71)


def test_an_answer_of_zeros_is_passed_on() -> None:
    session, server = peers.greeted_client()
    peers.ask(session, 70)
    nothing = mask(peers.NODE_ID, 7, bytes(16))

    [event] = session.receive(server.tell(Message("ECM", 0, nothing), plain=True))

    assert event == Answered(70, ControlWords(bytes(16)))


# Partner mode


def test_a_partner_is_told_at_once_that_we_are_one() -> None:
    session, server = peers.logged_in_client(peers.PARTNER)

    [greeted] = session.receive(server.tell(peers.srv_data(peers.OTHER_PARTNER)))

    assert greeted == ServerGreeted(peers.OTHER_PARTNER, "2.3.0", "3367", partner=True)
    assert server.overhear(session.take_output()) == [Message("NOK1", 0, OUR_TEXT)]
    assert session.receive(server.tell(TEXT)) == [
        PartnerAgreed("Other 1.0 (there)", extended=True)
    ]
    assert session.take_output() == b"", "said once"
    assert session.partner_mode
    assert session.capacity == 255


@pytest.mark.parametrize("greeted", [False, True])
def test_a_text_that_comes_unasked_is_answered_once(greeted: bool) -> None:
    session, server = (
        peers.greeted_client() if greeted else peers.logged_in_client(peers.PARTNER)
    )

    session.receive(server.tell(TEXT, TEXT, peers.srv_data(peers.OTHER_PARTNER)))

    assert server.overhear(session.take_output()) == [Message("NOK1", 0, OUR_TEXT)]
    assert session.partner_mode


def test_a_partner_without_ext_leaves_us_in_plain_mode() -> None:
    session, server = peers.greeted_client()
    text = Message("NOK1", 0, b"PARTNER: Other 1.0 (there) [SID]\0")

    [event] = session.receive(server.tell(text))

    assert event == PartnerAgreed("Other 1.0 (there)", extended=False)
    assert (session.partner_mode, session.capacity) == (False, 1)
    [answer] = server.overhear(session.take_output())
    assert answer.body == b"PARTNER: Hearth 0.1.0 (python)\0"


def test_answers_come_in_any_order_and_are_not_masked() -> None:
    session, server = peers.partner_client()
    for number in (70, 71, 72):
        peers.ask(session, number)
    assert server.overhear(session.take_output()) == [
        peers.ecm(flag) for flag in (1, 2, 3)
    ]

    assert session.receive(
        server.tell(
            Message("ECM", 3, EVEN_ODD),
            Message("NOK2", 1, b""),
            Message("ECM", 2, EVEN_ODD),
        )
    ) == [Answered(72, WORDS), Refused(70, share_gone=False), Answered(71, WORDS)]


def test_an_answer_with_another_flag_is_ignored() -> None:
    session, server = peers.partner_client()
    peers.ask(session, 70)

    events = session.receive(
        server.tell(
            *(Message("ECM", flag, EVEN_ODD) for flag in (0, 2, 255)),
            Message("NOK1", 2, b""),
            Message("ECM", 1, EVEN_ODD),
            Message("ECM", 1, EVEN_ODD),
        )
    )

    ignored = [event for event in events if isinstance(event, Ignored)]
    assert len(ignored) == 5
    assert [event for event in events if event not in ignored] == [Answered(70, WORDS)]


def test_a_question_of_plain_mode_is_answered_in_partner_mode() -> None:
    session, server = peers.greeted_client()
    peers.ask(session, 70)

    events = session.receive(server.tell(TEXT, Message("ECM", 0, EVEN_ODD)))

    assert events[-1] == Answered(70, WORDS)


def test_a_flag_given_up_is_not_used_again_soon() -> None:
    session, server = peers.partner_client()
    peers.ask(session, 70)
    session.forget(70)
    assert session.under_way == 0
    for number in range(254):
        peers.ask(session, number)
    flags = [message.flag for message in server.overhear(session.take_output())]
    assert flags == list(range(1, 256))

    assert session.receive(server.tell(Message("ECM", 1, EVEN_ODD))) == [
        Ignored(0x01, 16, first=True)
    ]


# Everything else


def test_a_section_over_255_bytes_is_sent_with_its_length_mod_256() -> None:
    session, server = peers.greeted_client()
    long = Section(b"\x80\x73\xec" + bytes(1004))

    session.ask(
        1,
        ca_system_id=Caid(0x4ADA),
        provider_id=ProviderId(0x123456),
        share_id=7,
        service_id=ServiceId(0x1234),
        section=long,
    )

    assert server.overhear(session.take_output()) == [peers.ecm(section=long.data)]


# what it shows              share id   section
UNASKABLE = [
    ("a longer section",     7,         Section(b"\x80\x73\xed" + bytes(1005))),
    ("a share id too high",  1 << 32,   SECTION),
    ("a share id too low",   -1,        SECTION),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "share_id", "section"), UNASKABLE)
def test_what_cannot_be_asked_is_refused_and_takes_no_room(
    shows: str, share_id: int, section: Section
) -> None:
    session, _ = peers.greeted_client()

    with pytest.raises(UsageError):
        session.ask(
            1,
            ca_system_id=Caid(1),
            provider_id=ProviderId(0),
            share_id=share_id,
            service_id=ServiceId(1),
            section=section,
        )
    assert session.take_output() == b"", shows
    assert session.under_way == 0


def test_an_emm_is_sent_and_acknowledged() -> None:
    session, server = peers.greeted_client()

    session.send_emm(Caid(0x4ADA), ProviderId(0x123456), 7, peers.EMM)

    assert server.overhear(session.take_output()) == [peers.emm()]
    assert session.receive(server.tell(Message("EMM", 0, b""))) == [EmmAcknowledged()]


# what it shows        body of SRV_DATA       version  build
GREETINGS = [
    ("node id alone",  bytes(8),              "",      ""),
    ("36 bytes",       bytes(8) + b"2.1.4" + bytes(23), "2.1.4", ""),
    ("100 bytes",      peers.srv_data(bytes(8)).body + bytes(28), "2.3.0", "3367"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "body", "version", "build"), GREETINGS)
def test_srv_data_of_other_lengths(
    shows: str, body: bytes, version: str, build: str
) -> None:
    session, server = peers.logged_in_client()

    [event] = session.receive(server.tell(Message("SRV_DATA", 0, body)))

    assert event == ServerGreeted(NodeId(bytes(8)), version, build, False), shows


def test_nothing_that_is_printed_shows_a_secret() -> None:
    session, server = peers.greeted_client()
    peers.ask(session, 70)
    events = session.receive(server.tell(Message("ECM", 0, MASKED), plain=True))
    events += session.receive(server.tell(Message("ECM", 0, EVEN_ODD[:15])))
    assert isinstance(events[-1], Closed)

    shown = repr(events) + str(events) + repr(session)

    for secret in (PASSWORD.reveal(), EVEN_ODD, EVEN_ODD[:8], EVEN_ODD[8:]):
        assert secret.hex() not in shown
        assert repr(secret)[2:-1] not in shown
    assert "ControlWords(16 bytes, hidden)" in shown


# Hostile bytes: at any point, garbled or well encrypted.


@settings(max_examples=150)
@given(
    step=st.sampled_from(Step),
    data=st.lists(st.binary(max_size=1500), max_size=8),
)
def test_any_bytes_at_any_point_never_raise(step: Step, data: list[bytes]) -> None:
    session = CLIENTS[step]()
    for piece in data:
        was_closed = session.closed
        events = session.receive(piece)
        check_hostile(session, events)
        assert not (was_closed and events)


hostile_bodies = st.one_of(
    st.binary(max_size=64),
    st.binary(min_size=16, max_size=16),
    st.just(b""),
    st.just(CARD_ADDED.body),
    st.just(PARTNER_TEXT),
    st.binary(max_size=100).map(lambda rest: b"PARTNER:" + rest),
    st.just(peers.srv_data(peers.OTHER_PARTNER).body),
)
hostile_messages = st.builds(
    Message, st.sampled_from(sorted(COMMANDS)), st.integers(0, 255), hostile_bodies
)
STARTS: list[Callable[[], tuple[ClientSession, End]]] = [
    peers.logged_in_client,
    peers.greeted_client,
    peers.partner_client,
]


@settings(max_examples=150)
@given(
    start=st.sampled_from(STARTS),
    messages=st.lists(st.lists(hostile_messages, max_size=8), max_size=6),
    asking=st.booleans(),
    cuts=st.sampled_from(CUTS),
)
def test_hostile_messages_answer_nothing_but_what_was_asked_and_once(
    start: Callable[[], tuple[ClientSession, End]],
    messages: list[list[Message]],
    asking: bool,
    cuts: str,
) -> None:
    session, server = start()
    waiting: set[int] = set()
    for number, some in enumerate(messages):
        may_ask = session.step in (Step.CARDS, Step.READY) and not session.closed
        if asking and may_ask and session.under_way < session.capacity:
            peers.ask(session, number)
            waiting.add(number)
        raw = server.tell(*some, plain=not session.partner_mode)
        for piece in pieces(raw, cuts):
            events = session.receive(piece)
            check_hostile(session, events)
            for event in events:
                if isinstance(event, Answered | Refused):
                    waiting.remove(event.number)


def check_hostile(session: ClientSession, events: list[ClientEvent]) -> None:
    assert session.kept <= MAX_KEPT
    assert session.under_way <= session.capacity
    for event in events:
        assert isinstance(event, Closed) is (session.closed and event is events[-1])
