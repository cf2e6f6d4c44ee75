"""What is noted of a file: by kind, in order, and bounded."""

from hearth.config.beside.remarks import MAX_KEPT, Kind, Remark, Remarks
from hearth.config.beside.rules import all_rules
from hearth.diagnostics import Span


def test_remarks_are_kept_by_kind_and_in_order() -> None:
    remarks = Remarks()
    for line in (2, 1):
        remarks.add(Kind.UNKNOWN_KEY, Span(line, 1, line, 2), what="x", near="y")

    assert remarks.kinds() == (Kind.UNKNOWN_KEY,)
    assert remarks.of(Kind.NOT_TOML) == ()
    assert remarks.of(Kind.UNKNOWN_KEY) == (
        Remark(Span(2, 1, 2, 2), "x", "", "y"),
        Remark(Span(1, 1, 1, 2), "x", "", "y"),
    )


def test_what_is_kept_is_bounded() -> None:
    remarks = Remarks()
    for line in range(1, MAX_KEPT + 50):
        remarks.add(Kind.NOT_TOML, Span(line, 1, line, 2))

    assert len(remarks.of(Kind.NOT_TOML)) == MAX_KEPT


def test_every_kind_has_its_rule() -> None:
    rules = {rule.code: rule.name for rule in all_rules()}
    kinds = {kind.value: kind.name.lower().replace("_", "-") for kind in Kind}

    assert rules == kinds
