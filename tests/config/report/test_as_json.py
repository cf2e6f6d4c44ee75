"""A list of objects, with these keys and no others."""

import json

from hearth.config.report.as_json import as_json
from tests.config.report.sheets import sheet

KEYS = [
    "file", "line", "column", "end_line", "end_column", "code", "name", "severity",
    "message", "why", "help", "fix",
]  # fmt: skip


def test_the_objects() -> None:
    objects = json.loads(as_json([sheet()]))

    assert [list(it) for it in objects] == [KEYS] * 5
    assert objects[0] == {
        "file": "CCcam.cfg",
        "line": 1,
        "column": 22,
        "end_line": 1,
        "end_column": 27,
        "code": "H201",
        "name": "port-out-of-range",
        "severity": "error",
        "message": "SERVER LISTEN PORT is not a number from 0 to 65535",
        "why": "There is no such port, so nothing can listen on it and nothing can be"
        " reached through it.",
        "help": "Write such a port; if it is another field, one before it is missing.",
        "fix": None,
    }
    assert objects[1]["fix"] == {
        "description": "Set the blanks right",
        "safe": True,
        "edits": [
            {
                "line": 3,
                "column": 22,
                "end_line": 3,
                "end_column": 29,
                "text": "{ 0:0:1 }",
            }
        ],
    }


def test_columns_are_characters() -> None:
    (found,) = json.loads(as_json([sheet("F: k\xfcche w8Zu3n 0 0 1 {0:0:1}\n")]))

    assert (found["column"], found["end_column"]) == (23, 30)


def test_nothing_is_an_empty_list() -> None:
    assert json.loads(as_json([sheet("")])) == []
    assert json.loads(as_json([])) == []


def test_files_are_named() -> None:
    sheets = [sheet("rubbish\n", name) for name in ("a.cfg", "b/c.cfg")]

    assert [it["file"] for it in json.loads(as_json(sheets))] == ["a.cfg", "b/c.cfg"]
