"""SARIF 2.1.0, as forges read it."""

import json
from typing import Any

from hearth import __version__
from hearth.config.report.as_sarif import as_sarif
from tests.config.report.sheets import sheet


def run(*sheets: Any) -> dict[str, Any]:
    log = json.loads(as_sarif(sheets))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def test_the_tool_and_its_rules() -> None:
    made = run(sheet())
    driver = made["tool"]["driver"]

    assert (driver["name"], driver["version"]) == ("hearth", __version__)
    assert [rule["id"] for rule in driver["rules"]] == ["H107", "H201", "H301", "H304"]
    rule = driver["rules"][1]
    assert rule["name"] == "port-out-of-range"
    assert rule["shortDescription"]["text"] == "a port that cannot be."
    assert rule["defaultConfiguration"]["level"] == "error"
    assert rule["help"]["markdown"].startswith("H201 port-out-of-range")
    assert made["columnKind"] == "unicodeCodePoints"
    assert made["artifacts"] == [{"location": {"uri": "CCcam.cfg"}}]


def test_a_result() -> None:
    result = run(sheet())["results"][0]

    assert result["ruleId"] == "H201"
    assert result["ruleIndex"] == 1
    assert result["level"] == "error"
    assert result["message"]["text"].startswith("SERVER LISTEN PORT is not a number")
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "CCcam.cfg"},
        "region": {"startLine": 1, "startColumn": 22, "endLine": 1, "endColumn": 27},
    }
    assert "fixes" not in result


def test_a_fix() -> None:
    (fix,) = run(sheet())["results"][1]["fixes"]
    (change,) = fix["artifactChanges"]

    assert fix["description"]["text"] == "Set the blanks right"
    (replacement,) = change["replacements"]
    assert replacement["deletedRegion"]["startColumn"] == 22
    assert replacement["insertedContent"]["text"] == "{ 0:0:1 }"


def test_names_of_files_are_addresses() -> None:
    files = ["/var/etc/CC cam.cfg", "a b/100%.cfg"]
    made = run(*(sheet("rubbish\n", file) for file in files))

    assert [it["location"]["uri"] for it in made["artifacts"]] == [
        "file:///var/etc/CC%20cam.cfg",
        "a%20b/100%25.cfg",
    ]


def test_a_rule_of_another_file_is_named_by_its_code() -> None:
    made = sheet("rubbish\n")
    other = made.findings[0]._replace(code="H701")

    driver = run(made._replace(findings=(other,)))["tool"]["driver"]
    assert driver["rules"] == [{"id": "H701"}]


def test_nothing_is_a_run_without_results() -> None:
    assert run(sheet(""))["results"] == []
