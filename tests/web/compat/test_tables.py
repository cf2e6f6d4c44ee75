"""Tables as CCcam draws them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hearth.web.compat.tables import MAX_CELL, Column, cell, table

COLUMNS = (
    Column(" Host "),
    Column("Caid", is_right=True),
    Column("Uphops ", under="Maxdown"),
)


def test_a_table() -> None:
    assert table(COLUMNS, [["card:1", "d02", "1   0"], ["b", "1802", ""]]) == [
        "+------+----+-------+",
        "| Host |Caid|Uphops |",
        "|      |    |Maxdown|",
        "+------+----+-------+",
        "|card:1| d02|1   0  |",
        "|b     |1802|       |",
        "+------+----+-------+",
    ]


def test_an_empty_table() -> None:
    assert table(COLUMNS[:2], []) == [
        "+------+----+",
        "| Host |Caid|",
        "+------+----+",
        "+------+----+",
    ]


def test_a_name_cannot_break_a_cell() -> None:
    assert cell("a|b\nc\x1b[2Jd") == "a/b?c?[2Jd"
    assert len(cell("a" * 1000)) == MAX_CELL


@given(st.lists(st.lists(st.text(), min_size=3, max_size=3)))
def test_whatever_is_in_it_every_row_has_its_cells(rows: list[list[str]]) -> None:
    drawn = table(COLUMNS, rows)

    assert len({len(line) for line in drawn}) == 1
    assert [line.count("|") for line in drawn[4:-1]] == [4] * len(rows)
