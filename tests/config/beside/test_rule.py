"""A rule of the files beside: a rule like the others, that looks elsewhere."""

from collections.abc import Iterator

from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.beside.rule import beside_rule
from hearth.config.language.document import Document
from hearth.config.language.problems import Problems
from hearth.config.meaning.model import Settings
from hearth.config.rule import Hit, Rule, Subject
from hearth.diagnostics import Severity


@beside_rule("H799", "made-up", Severity.NOTE)
def made_up(remarks: Remarks) -> Iterator[Hit]:
    """
    H799 made-up: a rule for this test.

    ## What it finds
    Everything.

    ## Why it matters
    It does
    not.
    """
    for remark in remarks.of(Kind.NOT_TOML):
        yield Hit(remark.span, "found", "Nothing.")


def test_it_is_a_rule_with_a_page() -> None:
    assert isinstance(made_up, Rule)
    assert made_up.page.startswith("H799 made-up: a rule for this test.\n")
    assert made_up.section("What it finds") == "Everything."
    assert made_up.why == "It does not."


def test_it_finds_nothing_in_a_cccam_cfg() -> None:
    subject = Subject(Document(b"rubbish"), (), Settings(), Problems())

    assert list(made_up.check(subject)) == []
