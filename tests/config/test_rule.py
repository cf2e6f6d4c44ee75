"""A rule is a function and the page above it."""

from collections.abc import Iterator

from hearth.config.rule import Hit, Subject, rule, shown
from hearth.diagnostics import FILE_START, Finding, Severity


@rule("H999", "too-quiet", Severity.NOTE)
def too_quiet(subject: Subject) -> Iterator[Hit]:
    """
    H999 too-quiet: a file that says nothing.

    ## What it finds
    No statement.

    ## Why it matters
    It does
    nothing.

    More about it.

    ## Example
    ```
    # nothing
    ```
    """
    yield Hit(FILE_START, f"{len(subject.statements)} statements", "Say something.")


@rule("H998", "without-a-page", Severity.NOTE)
def without_a_page(subject: Subject) -> Iterator[Hit]:
    yield from ()


def test_sections_are_cut_out_of_the_page() -> None:
    assert too_quiet.page.startswith("H999 too-quiet: a file")
    assert too_quiet.section("What it finds") == "No statement."
    assert too_quiet.section("Example") == "```\n# nothing\n```"
    assert too_quiet.section("No such section") == ""


def test_why_is_the_first_paragraph_as_one_line() -> None:
    assert too_quiet.why == "It does nothing."
    assert without_a_page.why == ""


def test_a_finding_has_what_the_rule_and_the_hit_say() -> None:
    hit = Hit(FILE_START, "0 statements", "Say something.")

    assert too_quiet.finding(hit, "f") == Finding(
        "H999",
        "too-quiet",
        Severity.NOTE,
        FILE_START,
        "0 statements",
        "It does nothing.",
        "Say something.",
        None,
        "f",
    )


def test_a_name_is_shown_so_that_no_terminal_stumbles() -> None:
    assert shown("living\x1b[31mroom") == "living\ufffd[31mroom"
    assert shown("a" * 61) == "a" * 57 + "..."
