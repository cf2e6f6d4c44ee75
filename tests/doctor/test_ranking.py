from hearth.doctor.checks import check_of
from hearth.doctor.ranking import LAST, Judged, ranked, tier_of
from hearth.doctor.verdict import Standing, Verdict


def judged(
    code: str, standing: Standing = Standing.CAUSE, share: float = 1.0
) -> Judged:
    check = check_of(code)
    assert check is not None
    return Judged(check, Verdict(standing=standing, title=code, share=share))


def order(*found: Judged) -> list[str]:
    return [it.check.code for it in ranked(found)]


def test_what_explains_others_comes_first() -> None:
    assert order(judged("D310"), judged("D309"), judged("D305"), judged("D104")) == [
        "D104",
        "D305",
        "D309",
        "D310",
    ]


def test_what_explains_little_comes_behind_what_explains_much() -> None:
    assert order(judged("D104", share=0.05), judged("D309")) == ["D309", "D104"]
    assert order(judged("D104", share=0.05), judged("D310")) == ["D104", "D310"]


def test_warnings_come_last() -> None:
    assert order(judged("D201", Standing.WARNING), judged("D316")) == ["D316", "D201"]


def test_within_a_tier_the_larger_share_counts() -> None:
    assert order(judged("D305", share=0.3), judged("D307", share=0.9)) == [
        "D307",
        "D305",
    ]


def test_a_check_without_a_tier_is_in_the_last() -> None:
    assert tier_of("D999") == LAST
