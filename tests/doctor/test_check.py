import pytest

from hearth.doctor.check import SECTIONS, Check
from hearth.doctor.checks import GROUPS, all_checks, check_of
from hearth.doctor.ranking import TIERS


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.code)
def test_every_check_has_its_whole_page(check: Check) -> None:
    assert check.page.startswith(f"{check.code} {check.name}: ")
    assert check.title
    for section in SECTIONS:
        assert f"\n## {section}\n" in check.page


def test_codes_are_grouped_and_unique() -> None:
    codes = [check.code for check in all_checks()]

    assert len(set(codes)) == len(codes) > 50
    assert {code[:2] for code in codes} == {"D1", "D2", "D3"}
    assert len(GROUPS) == 3
    assert check_of(" d104 ") is not None
    assert check_of("D999") is None


def test_the_ranking_names_checks_that_exist_and_each_once() -> None:
    ranked = [code for tier in TIERS for code in tier.codes]

    assert len(set(ranked)) == len(ranked)
    assert {code for code in ranked if check_of(code) is None} == set()
