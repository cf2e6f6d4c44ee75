"""The server's role: the recordings, the state walk, and each command."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.dvb import Caid, ControlWords, ProviderId, Section
from hearth.errors import UsageError
from hearth.secret import Secret
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
from hearth.wire.cccam.questions import MAX_IN_ORDER, MAX_NUMBERED
from hearth.wire.cccam.server import ServerSession, Stage, make_seed
from hearth.wire.cccam.session import MAX_KEPT, MAX_UNKNOWN_IN_ROW
from tests.wire.cccam import peers
from tests.wire.cccam.peers import (
    CARD,
    EMM,
    KEEPALIVE,
    OUR_TEXT,
    PARTNER_TEXT,
    PASSWORD,
    USER,
)
from tests.wire.cccam.recordings import CUTS, NAMES, load, pieces
from tests.wire.cccam.reference import NAMES as COMMANDS
from tests.wire.cccam.reference import End, Message, mask
from tests.wire.cccam.replays import ServerReplay, as_we_say_it, server_events

EVEN_ODD = bytes.fromhex("0102030604050f18 1112133614151f48")
WORDS = ControlWords(EVEN_ODD)
OTHER_WORDS = ControlWords(EVEN_ODD[8:] + EVEN_ODD[:8])
NOK = Message("NOK1", 0, b"")


# The recordings: a client that is not ours, played into our server.


@pytest.mark.parametrize("cuts", CUTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_recorded_client_is_understood_and_served(name: str, cuts: str) -> None:
    replay = ServerReplay(load(name))

    replay.play(cuts)

    assert isinstance(replay.events[0], LogInAsked)
    assert replay.events[1:] == server_events(replay.recording)
    assert replay.session.take_output() == replay.expected
    assert not any(any(lines) for lines in replay.to_do.values()), "all was done"


@pytest.mark.parametrize("name", NAMES)
def test_we_say_what_the_recorded_server_said(name: str) -> None:
    """In its order, but for the excuses of `as_we_say_it`."""
    replay = ServerReplay(load(name))
    replay.play("byte by byte")
    recorded = [
        as_we_say_it(line)
        for line in replay.recording.lines
        if line.sender == "server" and line.flag >= 0
    ]

    if name == "edges":
        assert replay.said == recorded
    else:  # OSCam as server answers no keepalive
        assert [m for m in replay.said if m != KEEPALIVE] == recorded
        assert KEEPALIVE not in recorded


def test_every_byte_of_the_recorded_plain_server_is_ours_too() -> None:
    """
    Nothing is excused here but its silence on keepalives.

    So the client's are taken out, and its stream is encrypted again.
    """
    recording = load("plain")
    client = End.of(recording.sent["server"][:16])
    stream = client.log_in(recording.user.encode(), recording.password)
    for line in recording.lines:
        if line.sender == "client" and line.flag >= 0 and line.name != "KEEPALIVE":
            stream += client.ask(line.message)
    server = recording.sent["server"]
    replay = ServerReplay(replace(recording, sent={"client": stream, "server": server}))

    replay.play("byte by byte")

    assert replay.session.take_output() == server


# The log-in


def test_the_seed_is_out_at_once() -> None:
    session = ServerSession(seed=peers.SEED, identity=peers.PLAIN)

    assert session.take_output() == peers.SEED == make_seed(peers.SEED[:12])
    assert session.take_output() == b""


def test_a_wrong_hash_ends_it_before_a_name_is_asked() -> None:
    session, client = peers.fresh_server()
    client.proof_of_seed = bytes(20)

    [closed] = session.receive(client.log_in(b"user", b"password")[:20])

    assert isinstance(closed, Closed)
    assert "not a CCcam client" in closed.reason
    assert session.stage is Stage.HASH


def test_a_refused_client_is_told_nothing() -> None:
    session, client, event = peers.deciding_server()

    assert session.refuse() == Closed("the log-in was refused")
    assert session.closed
    assert session.take_output() == b""
    assert session.receive(client.ask(peers.cli_data())) == []
    assert event.user == USER


def test_a_wrong_password_cannot_be_accepted() -> None:
    session, _, event = peers.deciding_server()

    assert not event.proof.matches(Secret(b"wrong"))
    with pytest.raises(UsageError, match="after a password that matches"):
        session.accept()
    assert session.take_output() == b""
    assert event.proof.matches(PASSWORD), "and the right one still can"
    assert session.accept() == []


def test_a_wrong_try_after_the_right_one_changes_nothing() -> None:
    session, client, event = peers.deciding_server()

    assert event.proof.matches(PASSWORD)
    assert not event.proof.matches(Secret(b"wrong"))
    session.accept()

    assert isinstance(session.receive(client.ask(peers.cli_data()))[0], Greeted)


def test_what_comes_before_the_decision_is_read_after_it() -> None:
    session, client, event = peers.deciding_server()
    early = client.ask(peers.cli_data(), peers.ecm())
    assert session.receive(early) == []
    assert session.kept == len(early)

    assert event.proof.matches(PASSWORD)
    greeted, asked = session.accept()

    assert isinstance(greeted, Greeted)
    assert asked == peers.asked(1)
    assert session.kept == 0


@pytest.mark.parametrize("size", [1, 100, MAX_KEPT + 1])
def test_too_much_before_the_decision_ends_it(size: int) -> None:
    session, _, _ = peers.deciding_server()
    events: list[ServerEvent] = []
    for _ in range(MAX_KEPT // size + 1):
        assert events == []
        events = session.receive(bytes(size))

    [closed] = events
    assert isinstance(closed, Closed)
    assert session.kept == 0
    with pytest.raises(UsageError):
        session.accept()


# what it shows      user field sent        user
USERS = [
    ("UTF-8",        "küche".encode(),      "küche"),
    ("Latin-1",      "küche".encode("latin-1"), "küche"),
    ("20 letters",   b"a-user-of-20-letters", "a-user-of-20-letters"),
    ("nothing",      b"",                   ""),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "sent", "user"), USERS)
def test_user_names(shows: str, sent: bytes, user: str) -> None:
    session, client = peers.fresh_server()

    [event] = session.receive(client.log_in(sent, b""))

    assert isinstance(event, LogInAsked)
    assert event.user == user, shows


def test_the_user_of_the_greeting_is_the_one_whose_password_was_right() -> None:
    session, client = peers.greeting_server()
    someone_else = peers.cli_data()
    body = b"admin".ljust(20, b"\0") + someone_else.body[20:]

    [greeted] = session.receive(client.ask(Message("CLI_DATA", 0, body)))

    assert isinstance(greeted, Greeted)
    assert greeted.user == USER


# The state walk: every command byte at both stages that read messages, and
# every call at every stage.

TEXT = Message("NOK1", 0, PARTNER_TEXT)
# message            before CLI_DATA  after it
MESSAGES: list[tuple[Message, type[ServerEvent], type[ServerEvent]]] = [
    (peers.cli_data(),       Greeted,   Ignored),
    (peers.ecm(),            Closed,    EcmAsked),
    (peers.emm(),            Closed,    EmmSent),
    (KEEPALIVE,              KeptAlive, KeptAlive),
    (NOK,                    Ignored,   Ignored),
    (Message("NOK2", 0, b"\1"), Ignored, Ignored),
    (TEXT,                   Ignored,   PartnerAgreed),
    (TEXT._replace(name="NOK2"), Ignored, PartnerAgreed),
    (Message("NOK1", 0, b"some other text\0"), Ignored, Ignored),
    (peers.srv_data(),       Ignored,   Ignored),
    (Message("CARD_ADDED", 0, b""), Ignored, Ignored),
    (Message("CARD_ADDED_SIDS", 0, b""), Ignored, Ignored),
    (Message("CARD_REMOVED", 0, bytes(4)), Ignored, Ignored),
]  # fmt: skip


@pytest.mark.parametrize(("message", "early", "late"), MESSAGES)
def test_every_message_at_both_stages(
    message: Message, early: type[ServerEvent], late: type[ServerEvent]
) -> None:
    for session, client, expected in (
        (*peers.greeting_server(), early),
        (*peers.ready_server(), late),
    ):
        [event] = session.receive(client.ask(message))
        assert type(event) is expected
        assert session.closed is (expected is Closed)


@pytest.mark.parametrize("command", sorted({*range(256)} - {*COMMANDS.values()}))
def test_every_other_command_is_ignored_at_both_stages(command: int) -> None:
    for session, client in (peers.greeting_server(), peers.ready_server()):
        raw = client.to_server.encrypt(bytes([0, command, 0, 2, 1, 2]) * 2)
        assert session.receive(raw) == [
            Ignored(command, 2, first=True),
            Ignored(command, 2, first=False),
        ]
        assert session.take_output() == b""


CALLS: dict[str, Callable[[ServerSession], object]] = {
    "accept": lambda session: session.accept(),
    "refuse": lambda session: session.refuse(),
    "announce": lambda session: session.announce(1, CARD),
    "withdraw": lambda session: session.withdraw(1),
    "keep_alive": lambda session: session.keep_alive(),
    "offer_partner": lambda session: session.offer_partner(),
    "answer": lambda session: session.answer(1, WORDS),
    "cannot_answer": lambda session: session.cannot_answer(1),
}


def matched() -> ServerSession:
    session, _, event = peers.deciding_server()
    assert event.proof.matches(PASSWORD)
    return session


def with_question() -> ServerSession:
    session, client = peers.ready_server()
    session.receive(client.ask(peers.ecm()))
    return session


def closed_while_deciding() -> ServerSession:
    session = matched()
    session.receive(bytes(MAX_KEPT + 1))
    return session


def closed_with_question() -> ServerSession:
    session, client = peers.ready_server()
    session.receive(client.ask(peers.ecm(), peers.ecm(section=b"too short")))
    return session


READY_CALLS = {"announce", "withdraw", "keep_alive", "offer_partner"}
# where the session is                                     what may be called
ALLOWED: dict[str, tuple[Callable[[], ServerSession], set[str]]] = {
    "HASH": (lambda: peers.fresh_server()[0], set()),
    "DECISION": (lambda: peers.deciding_server()[0], {"refuse"}),
    "DECISION, matched": (matched, {"accept", "refuse"}),
    "GREETING": (lambda: peers.greeting_server()[0], set()),
    "READY": (lambda: peers.ready_server()[0], READY_CALLS),
    "READY, asked": (
        with_question,
        {"answer", "cannot_answer", *READY_CALLS},
    ),
    "closed while deciding": (closed_while_deciding, set()),
    "closed with a question": (closed_with_question, set()),
}


@pytest.mark.parametrize(("where", "call"), list(itertools.product(ALLOWED, CALLS)))
def test_every_call_is_allowed_or_refused(where: str, call: str) -> None:
    make, allowed = ALLOWED[where]
    session = make()
    assert session.closed is where.startswith("closed")
    session.take_output()

    if call in allowed:
        CALLS[call](session)
    else:
        with pytest.raises(UsageError):
            CALLS[call](session)
        assert session.take_output() == b"", "and nothing is sent"


# Plain mode


def test_an_answer_is_masked_and_carries_the_flag_of_the_question() -> None:
    session, client = peers.ready_server()
    [event] = session.receive(client.ask(peers.ecm(flag=114, share_id=0x9ABCDEF0)))
    assert event == peers.asked(1, share_id=0x9ABCDEF0)

    session.answer(1, WORDS)
    session.keep_alive()

    masked = mask(peers.NODE_ID, 0x9ABCDEF0, EVEN_ODD)
    assert client.hear(session.take_output(), plain=True) == [
        Message("ECM", 114, masked),
        KEEPALIVE,
    ]


def test_answers_leave_in_the_order_of_the_questions() -> None:
    session, client = peers.ready_server()
    session.receive(client.ask(*(peers.ecm(flag) for flag in (1, 2, 3))))
    assert list(session.under_way) == [1, 2, 3]

    session.cannot_answer(2)
    session.answer(3, WORDS)
    assert session.take_output() == b""
    assert list(session.under_way) == [1]
    session.cannot_answer(1, share_gone=True)

    assert client.hear(session.take_output(), plain=True) == [
        Message("NOK1", 1, b""),
        Message("NOK2", 2, b""),
        Message("ECM", 3, mask(peers.NODE_ID, 7, EVEN_ODD)),
    ]


@pytest.mark.parametrize("again", [True, False])
def test_a_question_is_answered_once(again: bool) -> None:
    session, client = peers.ready_server()
    session.receive(client.ask(peers.ecm(), peers.ecm()))
    session.answer(2, WORDS)  # held back, and settled all the same

    with pytest.raises(UsageError, match="reply to 2"):
        session.answer(2, WORDS) if again else session.cannot_answer(2)
    assert session.take_output() == b""


@pytest.mark.parametrize(
    ("make", "most"),
    [(peers.ready_server, MAX_IN_ORDER), (peers.partner_server, MAX_NUMBERED)],
)
def test_too_many_questions_end_it(
    make: Callable[[], tuple[ServerSession, End]], most: int
) -> None:
    session, client = make()
    assert len(session.receive(client.ask(*[peers.ecm()] * most))) == most

    [closed] = session.receive(client.ask(peers.ecm()))

    assert closed == Closed("too many questions under way at once")
    assert session.under_way == ()


# Partner mode


def test_answers_leave_at_once_unmasked_with_their_flags() -> None:
    session, client = peers.partner_server()
    session.receive(client.ask(*(peers.ecm(flag) for flag in (0, 255, 9))))

    session.answer(3, WORDS)
    session.cannot_answer(2)
    session.answer(1, OTHER_WORDS)

    assert client.hear(session.take_output()) == [
        Message("ECM", 9, EVEN_ODD),
        Message("NOK2", 255, b""),
        Message("ECM", 0, EVEN_ODD[8:] + EVEN_ODD[:8]),
    ]


def test_a_partner_without_ext_stays_in_plain_mode() -> None:
    session, client = peers.ready_server()
    text = Message("NOK1", 0, b"PARTNER: Other 1.0 (there) [SID]\0")

    assert session.receive(client.ask(text)) == [
        PartnerAgreed("Other 1.0 (there)", extended=False)
    ]

    assert not session.partner_mode
    answer = Message("NOK1", 0, b"PARTNER: Hearth 0.1.0 (python)\0")
    assert client.hear(session.take_output()) == [answer]


def test_a_second_text_changes_nothing() -> None:
    session, client = peers.partner_server()

    [event] = session.receive(client.ask(Message("NOK1", 0, b"PARTNER: Other\0")))

    assert event == Ignored(0xFE, 15, first=True)
    assert session.partner_mode
    assert session.take_output() == b""


def test_a_question_of_plain_mode_is_answered_in_the_mode_of_the_moment() -> None:
    """Our text is before the answer in the stream: the client has read it."""
    session, client = peers.ready_server()
    session.receive(client.ask(peers.ecm(), peers.ecm(), TEXT))
    assert client.hear(session.take_output()) == [Message("NOK1", 0, OUR_TEXT)]

    session.answer(2, OTHER_WORDS)
    assert session.take_output() == b"", "their order is all that tells them apart"
    session.answer(1, WORDS)

    assert client.hear(session.take_output()) == [
        Message("ECM", 0, EVEN_ODD),
        Message("ECM", 0, EVEN_ODD[8:] + EVEN_ODD[:8]),
    ]


# Offering partner mode unasked


def test_a_partner_is_taken_to_agree_to_an_offer() -> None:
    """Read: Tvheadend changes its mode and does not answer the text."""
    session, client = peers.ready_server(peers.OTHER_PARTNER)

    assert session.offer_partner()
    session.announce(7, CARD)
    session.receive(client.ask(peers.ecm(5), peers.ecm(6)))
    session.answer(2, WORDS)

    offer, card, answer = client.hear(session.take_output())
    assert offer == Message("NOK1", 0, OUR_TEXT)
    assert card.name == "CARD_ADDED"
    assert answer == Message("ECM", 6, EVEN_ODD)


def test_anybody_else_agrees_by_a_text_of_its_own() -> None:
    session, client = peers.ready_server()
    assert session.offer_partner()
    before = session.partner_mode

    [agreed] = session.receive(client.ask(TEXT))

    assert agreed == PartnerAgreed("Other 1.0 (there)", extended=True)
    assert (before, session.partner_mode) == (False, True)
    assert client.hear(session.take_output()) == [Message("NOK1", 0, OUR_TEXT)], "once"


def test_anybody_else_who_does_not_is_served_in_plain_mode() -> None:
    session, client = peers.ready_server()
    session.offer_partner()
    session.announce(7, CARD)
    session.receive(client.ask(peers.ecm()))
    session.answer(1, WORDS)

    *_, answer = client.hear(session.take_output(), plain=True)
    assert answer == Message("ECM", 0, mask(peers.NODE_ID, 7, EVEN_ODD))


@pytest.mark.parametrize("before", ["an offer", "a text", "a question"])
def test_no_offer_is_made_when_it_is_too_late(before: str) -> None:
    session, client = peers.ready_server()
    if before == "an offer":
        session.offer_partner()
    else:
        session.receive(client.ask(TEXT if before == "a text" else peers.ecm()))
    session.take_output()

    assert not session.offer_partner()
    assert session.take_output() == b""


def test_after_a_card_an_offer_is_a_mistake_of_ours() -> None:
    session, _ = peers.ready_server()
    session.announce(1, CARD)

    with pytest.raises(UsageError, match="before the first announce"):
        session.offer_partner()


# Everything else


def test_srv_data_is_72_bytes() -> None:
    session, client = peers.greeting_server()
    session.receive(client.ask(peers.cli_data()))

    acknowledged, srv_data = client.hear(session.take_output())

    assert acknowledged == Message("CLI_DATA", 0, b"")
    assert srv_data == peers.srv_data(peers.PARTNER_NODE_ID)
    assert len(srv_data.body) == 72


def test_a_second_greeting_does_not_change_the_mask() -> None:
    session, client = peers.ready_server()
    session.receive(client.ask(peers.cli_data(bytes(8)), peers.ecm()))
    session.answer(1, WORDS)

    [answer] = client.hear(session.take_output(), plain=True)
    assert answer.body == mask(peers.NODE_ID, 7, EVEN_ODD)


def test_an_emm_is_acknowledged() -> None:
    session, client = peers.ready_server()

    events = session.receive(client.ask(peers.emm()))

    assert events == [EmmSent(Caid(0x4ADA), ProviderId(0x123456), 7, EMM)]
    assert client.hear(session.take_output()) == [Message("EMM", 0, b"")]


@pytest.mark.parametrize("section", [b"", b"\x82", b"\x82\x70\x05\xaa"])
def test_an_emm_that_cannot_be_read_is_acknowledged_too(section: bytes) -> None:
    session, client = peers.ready_server()

    [event] = session.receive(client.ask(peers.emm(section)))

    assert event == Ignored(0x02, 12 + len(section), first=True)
    assert client.hear(session.take_output()) == [Message("EMM", 0, b"")]


def test_an_ecm_over_255_bytes_is_read() -> None:
    session, client = peers.ready_server()
    long = b"\x80\x73\xec" + bytes(1004)

    [event] = session.receive(client.ask(peers.ecm(section=long)))

    assert isinstance(event, EcmAsked)
    assert event.section == Section(long)


def test_a_withdrawn_card() -> None:
    session, client = peers.ready_server()
    session.withdraw(0x9ABCDEF0)

    [message] = client.hear(session.take_output())
    assert message == Message("CARD_REMOVED", 0, bytes.fromhex("9abcdef0"))


@pytest.mark.parametrize("share_id", [-1, 1 << 32])
def test_a_share_id_that_does_not_fit_sends_nothing(share_id: int) -> None:
    session, _ = peers.ready_server()

    with pytest.raises(UsageError):
        session.announce(share_id, CARD)
    with pytest.raises(UsageError):
        session.withdraw(share_id)
    assert session.take_output() == b""


# what it shows                     what a client sends at last        reason
ENDS = [
    ("a short ECM",                 Message("ECM", 0, bytes(5)),       "ECM at byte 0"),
    ("a section cut short",         peers.ecm(section=b"\x80\x70\x05"), "section"),
    ("a short CLI_DATA",            Message("CLI_DATA", 0, bytes(27)), "CLI_DATA"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "message", "reason"), ENDS)
def test_what_cannot_be_read_ends_it_in_plain_words(
    shows: str, message: Message, reason: str
) -> None:
    greeting = message.name == "CLI_DATA"
    session, client = peers.greeting_server() if greeting else peers.ready_server()

    [closed] = session.receive(client.ask(message) + b"and more")

    assert isinstance(closed, Closed)
    assert reason in closed.reason, shows
    assert session.closed
    assert session.receive(b"more") == []


def test_too_long_a_body_ends_it_before_it_comes() -> None:
    session, client = peers.ready_server()

    [closed] = session.receive(client.to_server.encrypt(b"\x00\x01\x03\xfd"))

    assert isinstance(closed, Closed)
    assert "0..1020 bytes" in closed.reason


# what comes between          header and body   the stream goes on
BETWEEN = [
    ("nothing",               "",               False),
    ("another unknown one",   "00 81 0000",     False),
    ("a keepalive",           "00 06 0000",     True),
    ("a NOK",                 "00 fe 0000",     True),
    ("a check of originality", "00 05 0001 77", True),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "between", "goes_on"), BETWEEN)
def test_a_stream_that_is_not_understood_at_all_ends(
    shows: str, between: str, goes_on: bool
) -> None:
    session, client = peers.ready_server()
    many = bytes.fromhex("00 04 0000") * (MAX_UNKNOWN_IN_ROW - 1)
    clear = many + bytes.fromhex(between) + many + peers.ecm().encoded

    events = session.receive(client.to_server.encrypt(clear))

    assert isinstance(events[-1], EcmAsked if goes_on else Closed), shows


def test_checks_of_originality_are_no_sign_of_damage() -> None:
    session, client = peers.ready_server()
    checks = b"".join(bytes([0, c, 0, 0]) for c in (0x05, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E))

    events = session.receive(client.to_server.encrypt(checks * 3))

    assert [event.first for event in events if isinstance(event, Ignored)] == (
        [True] * 6 + [False] * 12
    )


# No event and no reason shows a secret.


def test_nothing_that_is_printed_shows_a_secret() -> None:
    session, client, event = peers.deciding_server()
    assert event.proof.matches(PASSWORD)
    session.accept()
    events: list[ServerEvent] = [event]
    events += session.receive(client.ask(peers.cli_data(), peers.ecm(), TEXT))
    session.answer(1, WORDS)
    events += session.receive(client.ask(Message("ECM", 0, EVEN_ODD)))
    assert isinstance(events[-1], Closed)

    shown = repr(events) + str(events) + repr(session)

    for secret in (PASSWORD.reveal(), EVEN_ODD, EVEN_ODD[:8]):
        assert secret.hex() not in shown
        assert repr(secret)[2:-1] not in shown
    assert "PasswordProof(hidden)" in shown


# Hostile bytes: at any point, garbled or well encrypted.

STARTS: list[Callable[[], tuple[ServerSession, End]]] = [
    peers.fresh_server,
    lambda: peers.deciding_server()[:2],
    peers.greeting_server,
    peers.ready_server,
    peers.partner_server,
]


@settings(max_examples=150)
@given(
    start=st.sampled_from(STARTS),
    data=st.lists(st.binary(max_size=1500), max_size=8),
)
def test_any_bytes_at_any_point_never_raise(
    start: Callable[[], tuple[ServerSession, End]], data: list[bytes]
) -> None:
    session, _ = start()
    for piece in data:
        was_closed = session.closed
        events = session.receive(piece)
        check_hostile(session, events)
        assert not (was_closed and events)


hostile_bodies = st.one_of(
    st.binary(max_size=64),
    st.just(peers.ecm().body),
    st.just(peers.emm().body),
    st.just(peers.cli_data().body),
    st.just(PARTNER_TEXT),
    st.binary(max_size=100).map(lambda rest: b"PARTNER:" + rest),
    st.binary(max_size=300).map(lambda s: peers.ecm(section=s).body),
)
hostile_messages = st.builds(
    Message, st.sampled_from(sorted(COMMANDS)), st.integers(0, 255), hostile_bodies
)


@settings(max_examples=150)
@given(
    start=st.sampled_from(STARTS[2:]),
    messages=st.lists(hostile_messages, max_size=30),
    cuts=st.sampled_from(CUTS),
    tail=st.binary(max_size=20),
)
def test_hostile_messages_get_no_control_word(
    start: Callable[[], tuple[ServerSession, End]],
    messages: list[Message],
    cuts: str,
    tail: bytes,
) -> None:
    session, client = start()
    for piece in pieces(client.ask(*messages) + tail, cuts):
        check_hostile(session, session.receive(piece))
    for number in session.under_way:  # refused: what a hostile client may get
        session.cannot_answer(number)

    heard = client.hear(session.take_output())
    assert "ECM" not in {message.name for message in heard}


def check_hostile(session: ServerSession, events: list[ServerEvent]) -> None:
    assert session.kept <= MAX_KEPT
    assert len(session.under_way) <= MAX_NUMBERED
    for event in events:
        assert isinstance(event, Closed) is (session.closed and event is events[-1]), (
            "the last word, and only then"
        )
