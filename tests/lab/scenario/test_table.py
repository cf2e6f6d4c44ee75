"""A table of a file: what may stand in it, and what is said of what may not."""

import tomllib

import pytest

from hearth.lab.scenario.table import ScenarioError, Table

SOURCE = """top = 1
[[line]]
name = "one"
[[line]]
name = "two"
time = "8 s"
naem = 3
"""


def table(source: str = SOURCE) -> Table:
    return Table(tomllib.loads(source), source, "a.toml")


def second() -> Table:
    return table().tables("line")[1]


def test_what_was_taken_is_not_left() -> None:
    top = table()
    for line in top.tables("line"):
        assert line.text("name") in ("one", "two")
        assert line.duration("time", 1.0) in (1.0, 8.0)
        line.whole("naem", 0)
        line.end()

    assert top.has("top")
    assert top.whole("top") == 1
    top.end()


def test_an_unknown_key_is_named_with_its_line_and_what_was_meant() -> None:
    line = second()
    line.text("name")
    line.duration("time")

    with pytest.raises(ScenarioError, match=r"a.toml:7: `naem` is not known") as raised:
        line.end()
    assert str(raised.value).endswith("Did you mean `name`?.")


def test_what_is_missing_is_said_with_the_line_of_its_table() -> None:
    with pytest.raises(ScenarioError, match=r"a.toml:4: `card` is missing in \[\[line"):
        second().text("card")


WRONG = [
    ("text", 'x = ""'),
    ("text", "x = 3"),
    ("texts", "x = []"),
    ("texts", "x = [1]"),
    ("duration", 'x = "8"'),
    ("clock", 'x = "8 s"'),
    ("share", "x = 2"),
    ("number", "x = -1"),
    ("whole", "x = 1.5"),
    ("whole", "x = true"),
    ("flag", 'x = "yes"'),
    ("tables", "x = 1"),
    ("tables", "x = [1]"),
    ("table", "x = 1"),
]


@pytest.mark.parametrize(("kind", "source"), WRONG)
def test_another_kind_of_value_is_an_error(kind: str, source: str) -> None:
    with pytest.raises(ScenarioError, match=r"a.toml:1: `x`"):
        getattr(table(source), kind)("x")


def test_one_of_some_words() -> None:
    assert table('x = "a"').one_of("x", ("a", "b"), "b") == "a"
    assert table("").one_of("x", ("a", "b"), "b") == "b"
    with pytest.raises(ScenarioError, match='has to be "a" or "b"'):
        table('x = "c"').one_of("x", ("a", "b"), "b")


def test_a_text_alone_is_a_list_of_one() -> None:
    assert table('x = "a"').texts("x") == ["a"]
    assert table("").texts("x", ("b",)) == ["b"]
    assert table("").table("x").flag("y", default=True) is True
