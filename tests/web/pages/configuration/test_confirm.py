"""What is to be confirmed."""

from __future__ import annotations

from pathlib import Path

from hearth.diagnostics import FILE_START, Finding, Fix, Severity
from hearth.web.pages.configuration.changes import make_change
from hearth.web.pages.configuration.confirm import Plan, to_configuration
from hearth.web.pages.configuration.files import check


def test_a_plan_is_safe_if_all_its_fixes_are(tmp_path: Path) -> None:
    path = tmp_path / "CCcam.cfg"
    path.write_bytes(b"")
    change = make_change(check(path).main, b"# new\n")

    assert Plan(change, 0, (_finding(safe=True),)).is_safe
    assert not Plan(change, 0, (_finding(safe=True), _finding(safe=False))).is_safe


def _finding(*, safe: bool) -> Finding:
    fix = Fix("Do it", (), safe)
    return Finding("H1", "", Severity.NOTE, FILE_START, "", "", "", fix)


def test_the_way_back_keeps_what_it_says() -> None:
    answer = to_configuration(written="a&b")

    assert answer.headers["location"] == "/configuration?written=a%26b"
    assert answer.status_code == 303
