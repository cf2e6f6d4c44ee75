"""What an editor offers to mend: it does what the findings say."""

import pytest
from hypothesis import given
from lsprotocol.types import CodeAction, CodeActionKind, Position, Range

from hearth.config.mend.fixes import look_at_config, mend
from hearth.lsp.actions import FIX_ALL, actions
from hearth.lsp.texts import Text
from tests.config.samples import edited_files
from tests.lsp.editor import after, lines_of

URI = "file:///home/me/CCcam.cfg"
SOURCE = (
    "# \U0001f600\r\n"
    "WEBINFO PORT :16001\r\n"
    "F: \U0001f600kids secret 0 0 1 {0:0:1}\r\n"
    "SERVER LISTN PORT : 1\r\n"
)
EVERYWHERE = Range(Position(0, 0), Position(99, 0))


def offered(
    source: str,
    within: Range = EVERYWHERE,
    only: list[CodeActionKind | str] | None = None,
    name: str = "CCcam.cfg",
) -> list[CodeAction]:
    return actions(Text(name, source), URI, within, only)


def done(source: str, action: CodeAction) -> list[str]:
    """Do what is offered, as the editor would."""
    assert action.edit is not None
    assert action.edit.changes is not None
    return lines_of(after(source, list(action.edit.changes[URI])))


def test_each_fix_is_offered_and_mends_what_it_is_for() -> None:
    fixes = {a.title: a for a in offered(SOURCE, only=[CodeActionKind.QuickFix])}
    spaces = fixes["Set the blanks right (H107)"]
    name = fixes["Call it SERVER LISTEN PORT (H101)"]

    assert done(SOURCE, spaces)[2] == "F: \U0001f600kids secret 0 0 1 { 0:0:1 }"
    assert done(SOURCE, name)[3] == "SERVER LISTEN PORT : 1"
    assert (spaces.is_preferred, name.is_preferred) == (True, False)
    assert [mark.code for mark in spaces.diagnostics or ()] == ["H107"]


def test_all_that_is_safe_is_offered_at_once() -> None:
    (fix_all,) = offered(SOURCE, only=[CodeActionKind.SourceFixAll])

    assert fix_all.title == "Mend all that is safe (2 places)"
    assert fix_all.kind == FIX_ALL
    assert done(SOURCE, fix_all) == [
        "# \U0001f600",
        "WEBINFO LISTEN PORT :16001",
        "F: \U0001f600kids secret 0 0 1 { 0:0:1 }",
        "SERVER LISTN PORT : 1",
        "",
    ]


def test_where_nothing_is_wrong_nothing_is_offered() -> None:
    assert offered("C: card.home.lan 12000 hearth secret\n") == []


# lines from which and to which is asked, codes of what is offered
RANGES = [
    ((0, 0), (0, 9), []),
    ((1, 3), (1, 3), ["H401"]),
    ((1, 12), (1, 12), ["H401"]),
    ((1, 15), (1, 15), []),
    ((0, 0), (1, 0), ["H401"]),
    ((2, 0), (3, 0), ["H107", "H101"]),
]


@pytest.mark.parametrize(("begin", "end", "codes"), RANGES)
def test_what_is_offered_is_about_the_range(
    begin: tuple[int, int], end: tuple[int, int], codes: list[str]
) -> None:
    within = Range(Position(*begin), Position(*end))
    found = offered(SOURCE, within, [CodeActionKind.QuickFix])

    assert [action.title[-5:-1] for action in found] == codes


# what the editor wants, whether fixes, whether all at once
WANTED = [
    (None, True, True),
    ([], False, False),
    ([""], True, True),
    (["quickfix"], True, False),
    (["source"], False, True),
    (["source.fixAll"], False, True),
    (["source.fixAll.hearth"], False, True),
    (["source.fixAll.other"], False, False),
    (["refactor"], False, False),
]


@pytest.mark.parametrize(("only", "fixes", "fix_all"), WANTED)
def test_only_what_is_wanted_is_offered(
    only: list[CodeActionKind | str] | None, fixes: bool, fix_all: bool
) -> None:
    kinds = {action.kind for action in offered(SOURCE, only=only)}

    assert (CodeActionKind.QuickFix in kinds, FIX_ALL in kinds) == (fixes, fix_all)


def test_hearth_toml_has_its_fixes_too() -> None:
    (action,) = offered("[sever]\n", name="hearth.toml")

    assert action.title == "Call it server (H702)"
    assert done("[sever]\n", action) == ["[server]", ""]


@given(edited_files())
def test_an_editor_gets_what_hearth_fix_would_write(data: bytes) -> None:
    source = data.decode("utf-8", "replace")
    mended = mend(source.encode(), look_at_config)
    found = offered(source, only=[FIX_ALL])

    if mended.done:
        expected = mended.after.document.data.decode()
        assert done(source, found[0]) == lines_of(expected)
    else:
        assert found == []
