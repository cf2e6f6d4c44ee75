"""CCcam.prio: its lines, and what is not one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.beside import prio as prio_module
from hearth.config.beside.prio import read_prio
from hearth.config.beside.remarks import Kind

# a line                            letter and pairs that it gives
READ = [
    ("I: 0500:020A00",              "I 0500:020A00"),
    ("I:0500",                      "I 0500:000000"),
    (" p : 0D05, 0648 # order",     "P 0D05:000000 0648:000000"),
    ("P: 0D05:000004:33FD, 500:0",  "P 0D05:000004:33FD 0500:000000"),
    ("P: 0D05 : 4 : 33fd,",         "P 0D05:000004:33FD"),
    ("# I: 0500",                   ""),
    ("",                            ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "given"), READ)
def test_lines_that_can_be_read(text: str, given: str) -> None:
    priorities = read_prio(text.encode())
    found = [
        " ".join(
            [
                line.letter,
                *(
                    f"{pair.ca_system_id:04X}:{pair.provider_id:06X}"
                    + (f":{pair.service_id:04X}" if pair.service_id is not None else "")
                    for pair in line.pairs
                ),
            ]
        )
        for line in priorities.lines
    ]

    assert " ".join(found) == given
    assert priorities.remarks.of(Kind.PRIO_UNREADABLE) == ()


# a line, and the columns of what cannot be read
UNREADABLE = [
    ("0500", ["1-5"]),
    (" X: 0500 # x", ["2-9"]),
    ("P:", ["1-3"]),
    ("P: ,", ["1-5"]),
    ("P: 0500, 0G00,1:2:3:4", ["10-14", "15-22"]),
    ("I: 10000", ["4-9"]),
    ("I: 0500:1000000", ["4-16"]),
    ("I: 0500:0:10000", ["4-16"]),
    ("I: \xe9", ["4-5"]),
]


@pytest.mark.parametrize(("text", "columns"), UNREADABLE)
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_what_cannot_be_read_is_noted_in_its_place(
    text: str, columns: list[str], encoding: str
) -> None:
    priorities = read_prio(f"P: 0500\n{text}\n".encode(encoding))
    spans = [remark.span for remark in priorities.remarks.of(Kind.PRIO_UNREADABLE)]

    assert [f"{span.column}-{span.end_column}" for span in spans] == columns
    assert {span.line for span in spans} == {2}
    assert [line.span.line for line in priorities.lines] == [1]


def test_it_is_said_once_that_it_is_not_used() -> None:
    priorities = read_prio(b"I: 0500\nI: 0600\nP: 0100, 0200\n")
    (remark,) = priorities.remarks.of(Kind.PRIO_NOT_USED)

    assert (remark.what, remark.span.line) == ("2 I: and 1 P: lines", 1)


def test_what_is_far_too_long_is_not_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prio_module, "MAX_LINES", 3)

    assert len(read_prio(b"I: 0500\n" * 9).lines) == 3


@given(st.binary(max_size=100) | st.text("IP:, 0aG#\n", max_size=60).map(str.encode))
def test_any_bytes_are_read(data: bytes) -> None:
    priorities = read_prio(data)

    for kind in Kind:
        for remark in priorities.remarks.of(kind):
            assert priorities.document.holds(remark.span)
