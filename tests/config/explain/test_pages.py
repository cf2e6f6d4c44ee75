"""The pages in docs/rules say what the rules say."""

from pathlib import Path

import pytest

from hearth.config.explain.pages import INDEX, RULE_PAGES, pages
from hearth.config.explain.topics import every_rule

DOCS = Path(__file__).parents[3] / "docs" / "rules"


def test_the_pages_of_the_documentation_are_those_of_the_rules() -> None:
    assert RULE_PAGES.differing(DOCS) == [], "run scripts/make-rule-pages"


def test_every_rule_has_its_page_and_its_place_in_the_index() -> None:
    made = pages()

    for rule in every_rule():
        assert made[f"{rule.code}.md"].startswith(f"# {rule.code} {rule.name}\n")
        assert f"[{rule.code}]({rule.code}.md)" in made[INDEX]
    assert len(made) == len(every_rule()) + 1


def test_pages_are_written_and_old_ones_removed(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    RULE_PAGES.write(folder)
    assert RULE_PAGES.differing(folder) == []

    (folder / "H999.md").write_text("old")
    (folder / "H101.md").write_text("changed")
    (folder / "H102.md").unlink()
    assert RULE_PAGES.differing(folder) == ["H101.md", "H102.md", "H999.md"]
    RULE_PAGES.write(folder)
    assert RULE_PAGES.differing(folder) == []
    assert not (folder / "H999.md").exists()


def test_the_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert RULE_PAGES.main([str(tmp_path), "--check"]) == 1
    assert f"{tmp_path / INDEX} is not what the rules say\n" in capsys.readouterr().err
    assert RULE_PAGES.main([str(tmp_path)]) == 0
    assert RULE_PAGES.main([str(tmp_path), "--check"]) == 0
    assert capsys.readouterr().err == ""
