"""Pages that are made: what differs, what is written, what the program says."""

from pathlib import Path

import pytest

from hearth.generated import GeneratedPages

PAGES = GeneratedPages(lambda: {"a.md": "one", "b.md": "two"}, "the facts")


def test_what_is_missing_changed_or_too_many_differs(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("another")
    (tmp_path / "old.md").write_text("one")
    (tmp_path / "kept.txt").write_text("not ours")
    assert PAGES.differing(tmp_path) == ["a.md", "b.md", "old.md"]

    PAGES.write(tmp_path)
    assert PAGES.differing(tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.md", "b.md", "kept.txt",
    ]  # fmt: skip


def test_the_program_writes_or_says_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "docs"
    assert PAGES.main([str(folder), "--check"]) == 1
    assert capsys.readouterr().err == "".join(
        f"{folder / name} is not what the facts say\n" for name in ("a.md", "b.md")
    )
    assert PAGES.main([str(folder)]) == 0
    assert PAGES.main([str(folder), "--check"]) == 0
    assert capsys.readouterr().err == ""
