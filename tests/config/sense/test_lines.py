"""Lines that lead nowhere, nowhere new, or to Hearth itself."""

import pytest

from hearth.config.sense.lines import MAX_OTHERS
from tests.config.sense.looks import CARD, noted

KEY = "01 02 03 04 05 06 07 08 09 10 11 12 13 14"
ROOM = "F: room w8Zu3n 0 0 1\n"
PORT = "SERVER LISTEN PORT : 12000\n"

# what it shows, file, what is noted
LINES: list[tuple[str, str, list[str]]] = [
    ("one line", f"{PORT}{CARD}{ROOM}", []),
    ("another port", "C: h 1 u p\nC: h 2 u p\n", []),
    ("another type", f"C: h 1 u p\nN: h 1 u p {KEY}\n", []),
    ("the same", "C: h 1 u p\nC: h 1 u q\n", ["2 SAME_LINE_TWICE h 1"]),
    ("names have no case", "C: h 1 u p\nC: H 1 u p\n", ["2 SAME_LINE_TWICE H 1"]),
    ("users have", "C: h 1 u p\nC: h 1 U p\n", ["2 TWO_LINES_TO_ONE_SERVER h 1"]),
    (
        "three",
        "C: h 1 u p\nC: h 1 v p\nC: h 1 v p\n",
        ["3 SAME_LINE_TWICE h 1", "2 TWO_LINES_TO_ONE_SERVER h 1"],
    ),
    ("newcamd", f"N: h 1 u p {KEY}\n" * 2, ["2 SAME_LINE_TWICE h 1"]),
    (
        "radegast for two cards",
        "R: h 1 0100 000080\nR: h 1 0500 000080\nR: h 1 0100 000081\n",
        [],
    ),
    (
        "radegast twice",
        "R: h 1 0D05 000080\nR: H 1 0d05 000080 1\n",
        ["2 SAME_LINE_TWICE H 1"],
    ),
    ("camd3 for two cards", "L: h 1 u p 0100 80\nL: h 1 u p 0500 80\n", []),
    ("camd3 that is cut off", "L: h 1 u p 0100\nL: h 1 u p 0100\n", []),
    ("one that is not used", "C: h 0 u p\nC: h 0 u p\n", []),
    ("ourselves", "C: 127.0.0.1 12000 u p\n", ["1 LINE_TO_OURSELVES 127.0.0.1 12000"]),
    ("by name", "C: localhost 12000 u p\n", ["1 LINE_TO_OURSELVES localhost 12000"]),
    ("IPv6", "C: ::1 12000 u p\n", ["1 LINE_TO_OURSELVES ::1 12000"]),
    (
        "our port",
        "SERVER LISTEN PORT : 9\nC: localhost 9 u p\n",
        ["2 LINE_TO_OURSELVES localhost 9"],
    ),
    ("OSCam beside us", "C: 127.0.0.1 13000 u p\n", []),
    ("no port of ours", "SERVER LISTEN PORT : 0\nC: localhost 12000 u p\n", []),
    ("no line", f"{PORT}{ROOM}", ["2 NO_LINE room"]),
    ("a piece of a file", ROOM, []),
    ("no account either", PORT, []),
    ("a line that is wrong", f"{PORT}{ROOM}C: 203.0.113.1 1 u p\n", []),
    ("a line without its colon", f"{PORT}{ROOM}C h 12000 u p\n", []),
    ("lines elsewhere", f"NEWCAMD CONF : yes\n{ROOM}", []),
    ("radegast", f"{PORT}{ROOM}R: h 678 0100 000080\n", []),
    ("server off", f"SERVER LISTEN PORT : 0\n{CARD}{ROOM}", ["1 NOBODY_CAN_LOG_IN 0"]),
    ("server off, rightly", f"SERVER LISTEN PORT : 0\n{CARD}", []),
    ("no port at all", f"SERVER LISTEN PORT : x\n{CARD}{ROOM}", []),
]


@pytest.mark.parametrize(
    ("shows", "text", "troubles"), LINES, ids=[row[0] for row in LINES]
)
def test_lines(shows: str, text: str, troubles: list[str]) -> None:
    assert noted(text) == troubles, shows


def test_a_great_many_lines_are_not_all_compared() -> None:
    line = f"N: h 1 u p {KEY}\n"
    text = "".join(f"N: h{n} 1 u p {KEY}\n" for n in range(MAX_OTHERS)) + line + line

    assert noted(text) == []
