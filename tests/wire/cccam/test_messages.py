"""Every body but a card's: a table, the recordings, and both ways."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import Caid, NodeId, ProviderId, Section, ServiceId
from hearth.errors import PeerError, UsageError
from hearth.wire.cccam.messages import (
    HEADER_SIZE,
    Command,
    Greeting,
    Identity,
    Question,
    check_share_id,
    decode_cli_data,
    decode_ecm,
    decode_emm,
    decode_share_id,
    decode_srv_data,
    decode_text,
    decode_user,
    encode_cli_data,
    encode_ecm,
    encode_emm,
    encode_message,
    encode_share_id,
    encode_srv_data,
    encode_user,
)
from tests.wire.cccam.recordings import NAMES, load
from tests.wire.cccam.reference import Message

NODE_ID = NodeId(bytes.fromhex("0102030405060708"))


def section(size: int, table_id: int = 0x80) -> Section:
    """A section of so many bytes in all."""
    return Section(
        bytes([table_id]) + (0x7000 | size - 3).to_bytes(2) + bytes(size - 3)
    )


@st.composite
def questions(draw: st.DrawFn, most: int = 1007) -> Question:
    return Question(
        Caid(draw(st.integers(0, 0xFFFF))),
        ProviderId(draw(st.integers(0, 0xFFFFFFFF))),
        draw(st.integers(0, 0xFFFFFFFF)),
        ServiceId(draw(st.integers(0, 0xFFFF))),
        section(draw(st.integers(3, most))),
    )


# what it shows         command            flag  body     message
HEADERS = [
    ("empty",           Command.KEEPALIVE, 0,    "",      "00 06 00 00"),
    ("flag and body",   Command.ECM,       7,    "aa bb", "07 01 00 02 aa bb"),
    ("length over 255", Command.EMM,       0,    "aa" * 256, "00020100" + "aa" * 256),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "command", "flag", "body", "message"), HEADERS)
def test_encode_message(
    shows: str, command: Command, flag: int, body: str, message: str
) -> None:
    encoded = encode_message(command, bytes.fromhex(body), flag)

    assert encoded == bytes.fromhex(message), shows


def test_a_message_is_1024_bytes_at_most() -> None:
    assert len(encode_message(Command.ECM, bytes(1020))) == 1024
    with pytest.raises(UsageError, match="1021 bytes, allowed: 1020 bytes"):
        encode_message(Command.ECM, bytes(1021))


# what it shows            CAID    provider  share  service section      body
ECMS = [
    ("every field",        0x4ADA, 0x123456, 0x9ABCDEF0, 0x2342, "80 70 01 aa",
     "4ada 00123456 9abcdef0 2342 04  80 70 01 aa"),
    ("provider of 32 bits", 0x0500, 0xFF032830, 1, 2, "81 00 00",
     "0500 ff032830 00000001 0002 03  81 00 00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("shows", "caid", "provider", "share_id", "service", "ecm", "body"), ECMS
)
def test_ecm(
    shows: str,
    caid: int,
    provider: int,
    share_id: int,
    service: int,
    ecm: str,
    body: str,
) -> None:
    question = Question(
        Caid(caid),
        ProviderId(provider),
        share_id,
        ServiceId(service),
        Section(bytes.fromhex(ecm)),
    )

    assert encode_ecm(question)[HEADER_SIZE:] == bytes.fromhex(body), shows
    assert decode_ecm(bytes.fromhex(body)) == question, shows


# what it shows            CAID    provider  share       section        body
EMMS = [
    ("every field",        0x4ADA, 0x123456, 0x9ABCDEF0, "82 70 01 aa",
     "4ada 00 00123456 9abcdef0 04  82 70 01 aa"),
    ("length over 255",    1,      2,        3,          "82 70 fe" + "00" * 254,
     "0001 01 00000002 00000003 01  82 70 fe" + "00" * 254),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "caid", "provider", "share_id", "emm", "body"), EMMS)
def test_emm(
    shows: str, caid: int, provider: int, share_id: int, emm: str, body: str
) -> None:
    sent = Question(
        Caid(caid),
        ProviderId(provider),
        share_id,
        ServiceId(0),
        Section(bytes.fromhex(emm)),
    )

    assert encode_emm(sent) == bytes.fromhex(body), shows
    assert decode_emm(bytes.fromhex(body)) == sent, shows


def test_the_upper_byte_of_an_emms_length_is_not_read() -> None:
    body = bytes.fromhex("4ada 77 00123456 9abcdef0 04  82 70 01 aa")

    assert decode_emm(body).section == Section(bytes.fromhex("82 70 01 aa"))


# what it shows                     body of an ECM message
MALFORMED_ECMS = [
    ("nothing",                     ""),
    ("one byte short of a section", "4ada 00000000 00000001 0002"),
    ("no section",                  "4ada 00000000 00000001 0002 00"),
    ("the length byte is too low",  "4ada 00000000 00000001 0002 03  80 70 01 aa"),
    ("the section says 2, has 1",   "4ada 00000000 00000001 0002 04  80 70 02 aa"),
    ("a byte behind the section",   "4ada 00000000 00000001 0002 05  80 70 01 aa bb"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "body"), MALFORMED_ECMS)
def test_a_malformed_ecm_is_the_peers_error(shows: str, body: str) -> None:
    raw = bytes.fromhex(body)

    with pytest.raises(PeerError):
        decode_ecm(raw)
    with pytest.raises(PeerError):
        decode_emm(raw[:2] + b"\0" + raw[2:10] + raw[12:])


@given(questions())
def test_ecm_and_emm_come_back_as_they_were(question: Question) -> None:
    ecm, emm = encode_ecm(question, 7), encode_emm(question)

    assert ecm == encode_message(Command.ECM, ecm[HEADER_SIZE:], 7)
    assert decode_ecm(ecm[HEADER_SIZE:]) == question
    assert decode_emm(emm).section == question.section
    assert len(ecm) <= 1024


@given(st.binary(max_size=1020))
def test_any_body_decodes_or_is_the_peers_error(body: bytes) -> None:
    for decode in (decode_ecm, decode_emm, decode_cli_data, decode_srv_data):
        with suppress(PeerError):
            decode(body)


@pytest.mark.parametrize("name", NAMES)
def test_the_recorded_questions(name: str) -> None:
    questions = 0
    for line in load(name).lines:
        if (line.sender, line.name) == ("client", "ECM"):
            assert encode_ecm(decode_ecm(line.body))[HEADER_SIZE:] == line.body
            assert encode_message(Command.ECM, line.body, line.flag) == (
                Message("ECM", line.flag, line.body).encoded
            )
            questions += 1

    assert questions == {"plain": 12, "edges": 5, "partner": 15, "tvheadend": 3}[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_recorded_greetings(name: str) -> None:
    recording = load(name)
    srv_data = recording.first("server", "SRV_DATA")
    cli_data = recording.first("client", "CLI_DATA")
    server, client = decode_srv_data(srv_data), decode_cli_data(cli_data)

    assert encode_srv_data(Identity(*_fields(server))) == srv_data
    again = encode_cli_data(recording.user, Identity(*_fields(client)))
    # Seen: OSCam leaves rubbish behind the zero that ends the build.
    assert len(again) == len(cli_data) == 93
    assert again[:66] == cli_data[:66]


def _fields(greeting: Greeting) -> tuple[NodeId, str, str]:
    return greeting.node_id, greeting.version, greeting.build


# what it shows               body of SRV_DATA behind the node id   version  build
TEXTS = [
    ("both",                  b"2.3.0".ljust(32, b"\0") + b"3367",  "2.3.0", "3367"),
    ("rubbish behind a zero", b"2.3.0\0rubbish".ljust(32, b"\x7f"), "2.3.0", ""),
    ("cut short",             b"2.",                                "2.",    ""),
    ("nothing",               b"",                                  "",      ""),
    ("no zero at all",        b"v" * 64,                            "v" * 32, "v" * 32),
    ("longer than known",     b"v" * 90,                            "v" * 32, "v" * 32),
    ("not for printing",      b"a\x1b[2J\r\nb",                     "a?[2J??b", ""),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "rest", "version", "build"), TEXTS)
def test_greetings_of_other_lengths(
    shows: str, rest: bytes, version: str, build: str
) -> None:
    expected = Greeting(NODE_ID, version, build)

    assert decode_srv_data(NODE_ID + rest) == expected, shows
    assert decode_cli_data(bytes(20) + NODE_ID + b"\0" + rest) == expected, shows


@pytest.mark.parametrize("size", [0, 7])
def test_a_greeting_without_a_node_id_is_the_peers_error(size: int) -> None:
    with pytest.raises(PeerError, match="SRV_DATA"):
        decode_srv_data(bytes(size))
    with pytest.raises(PeerError, match="CLI_DATA"):
        decode_cli_data(bytes(20 + size))


# what it shows        field                   user
USERS = [
    ("zero-padded",    b"box2" + bytes(16),    "box2"),
    ("20 letters",     b"a-user-of-20-letters", "a-user-of-20-letters"),
    ("UTF-8",          "küche".encode(),       "küche"),
    ("not UTF-8",      "küche".encode("latin-1"), "küche"),
    ("rubbish behind", b"box2\0rubbish",       "box2"),
    ("nothing",        bytes(20),              ""),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "field", "user"), USERS)
def test_decode_user(shows: str, field: bytes, user: str) -> None:
    assert decode_user(field) == user, shows


@pytest.mark.parametrize("user", ["", "a-user-of-21-letters.", "ü" * 11, "a\0b"])
def test_a_user_that_cannot_be_sent_is_refused(user: str) -> None:
    with pytest.raises(UsageError):
        encode_user(user)


def test_a_user_counts_by_its_bytes() -> None:
    assert encode_user("ü" * 10) == "ü".encode() * 10


@given(st.binary(max_size=40))
def test_a_decoded_text_can_be_printed(field: bytes) -> None:
    assert decode_text(field).isprintable()


@pytest.mark.parametrize("size", range(4))
def test_a_share_id_of_fewer_bytes_is_the_peers_error(size: int) -> None:
    with pytest.raises(PeerError):
        decode_share_id(bytes(size))


@given(st.integers(0, 0xFFFFFFFF))
def test_a_share_id_comes_back_as_it_was(share_id: int) -> None:
    assert decode_share_id(encode_share_id(share_id)) == check_share_id(share_id)


@pytest.mark.parametrize("share_id", [-1, 1 << 32])
def test_a_share_id_that_does_not_fit_is_refused(share_id: int) -> None:
    with pytest.raises(UsageError, match=r"0\.\.0xffffffff"):
        encode_share_id(share_id)


# what it shows        version    build    program
UNSAYABLE = [
    ("long version",   "2" * 32,  "3367",  "Hearth"),
    ("long build",     "2.3.0",   "3" * 32, "Hearth"),
    ("long program",   "2.3.0",   "3367",  "H" * 129),
    ("not ASCII",      "2.3.ö",   "3367",  "Hearth"),
    ("a zero",         "2.3.0\0", "3367",  "Hearth"),
    ("a bracket",      "2.3.0",   "3367",  "Hearth [EXT]"),
    ("its other half", "2.3.0",   "3367",  "Hearth]"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "version", "build", "program"), UNSAYABLE)
def test_an_identity_that_cannot_be_said_is_refused(
    shows: str, version: str, build: str, program: str
) -> None:
    with pytest.raises(UsageError):
        Identity(NODE_ID, version, build, program)
    assert shows


def test_a_user_given_as_bytes_is_sent_as_it_stands_in_the_file() -> None:
    assert encode_user(b"k\xfcche") == b"k\xfcche".ljust(20, b"\x00")
    assert encode_user("k\xfcche") == b"k\xc3\xbcche".ljust(20, b"\x00")
