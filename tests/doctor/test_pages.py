"""The pages in docs/doctor say what the checks say."""

from pathlib import Path

import pytest

from hearth.doctor.checks import all_checks
from hearth.doctor.pages import CHECK_PAGES, INDEX, pages

DOCS = Path(__file__).parents[2] / "docs" / "doctor"


def test_the_pages_of_the_documentation_are_those_of_the_checks() -> None:
    assert CHECK_PAGES.differing(DOCS) == [], "run scripts/make-doctor-pages"


def test_every_check_has_its_page_and_its_place_in_the_index() -> None:
    made = pages()

    for check in all_checks():
        assert made[f"{check.code}.md"].startswith(f"# {check.code} {check.name}\n")
        assert f"[{check.code}]({check.code}.md)" in made[INDEX]
    assert len(made) == len(all_checks()) + 1


def test_pages_are_written_and_old_ones_removed(tmp_path: Path) -> None:
    folder = tmp_path / "doctor"
    CHECK_PAGES.write(folder)
    (folder / "D999.md").write_text("old")
    (folder / "D101.md").write_text("changed")
    assert CHECK_PAGES.differing(folder) == ["D101.md", "D999.md"]
    CHECK_PAGES.write(folder)
    assert CHECK_PAGES.differing(folder) == []


def test_the_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert CHECK_PAGES.main([str(tmp_path), "--check"]) == 1
    assert f"{tmp_path / INDEX} is not what the checks say" in capsys.readouterr().err
    assert CHECK_PAGES.main([str(tmp_path)]) == 0
    assert CHECK_PAGES.main([str(tmp_path), "--check"]) == 0
