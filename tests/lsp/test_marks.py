"""Marks: what an editor draws below the text."""

from lsprotocol.types import DiagnosticSeverity, Position, Range

from hearth.lsp.marks import SEVERITIES, marks
from hearth.lsp.texts import Text


def test_a_mark_says_what_is_wrong_and_what_to_do() -> None:
    found = marks(Text("hearth.toml", "# \u20ac\n[server]\ndebug_level = 13\n"))

    assert len(found) == 1
    assert found[0].range == Range(Position(2, 14), Position(2, 16))
    assert found[0].message == (
        "server.debug_level takes a whole number from 0 to 12\n"
        "Write a number of that range, or take the line out for the default."
    )
    assert (found[0].code, found[0].source) == ("H704", "hearth")
    assert found[0].severity is DiagnosticSeverity.Error


def test_each_severity_has_its_look() -> None:
    assert len(set(SEVERITIES.values())) == 3


def test_a_file_in_which_nothing_is_wrong_has_no_marks() -> None:
    assert marks(Text("hearth.toml", "")) == []
