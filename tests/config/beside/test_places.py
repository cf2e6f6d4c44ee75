"""Where keys stand: tables that a person can check, and any document at all."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.beside.places import places_of
from hearth.config.language.document import Document

# what it shows, document, path, where the key is, where the value is
PLACES = [
    ("a key",             "a = 1",                        "a",       "1:1",  "1:5-6"),
    ("below a table",     "# x\n[t]\n  a = 1 # y",        "t/a",     "3:3",  "3:7-8"),
    ("the table itself",  "\n[ t ]\n",                    "t",       "2:3",  "2:3-4"),
    ("a dotted table",    '[l."h:1"]\nr = 2',             "l/h:1",   "1:4",  "1:4-9"),
    ("below it",          '[l."h:1"]\nr = 2',             "l/h:1/r", "2:1",  "2:5-6"),
    ("its upper one",     '[l . "h:1"]\nr = 2',           "l",       "1:2",  "1:2-3"),
    ("a dotted key",      "[t]\na . b = 1",               "t/a/b",   "2:5",  "2:9-10"),
    ("a literal key",     "'a\\b' = 1",                   "a\\b",    "1:1",  "1:9-10"),
    ("an escape",         '"a\\u0041" = 1',               "aA",      "1:1",  "1:13-14"),
    ("after a string",    's = "# [x]\\""\na = 1',        "a",       "2:1",  "2:5-6"),
    ("after a long one",  's = """\na = 2\n"""\na = 1',   "a",       "4:1",  "4:5-6"),
    ("quotes at its end", 's = """x"""""\na = 1',         "a",       "2:1",  "2:5-6"),
    ("a long literal",    "s = '''\na = 2'''''\na = 1",   "a",       "3:1",  "3:5-6"),
    ("after an array",    "s = [1, # ]\n '[', [2]]\na=1", "a",       "3:1",  "3:3-4"),
    ("tables in arrays",  's = [{b="}", c=[1]}]\na = 1',  "a",       "2:1",  "2:5-6"),
    ("an inline table",   "t = { a = 1, b.c = [2] }",     "t/a",     "1:7",  "1:11-12"),
    ("dotted inside",     "t = { a = 1, b.c = [2] }",     "t/b/c",   "1:16", "1:20-23"),
    ("that table",        "t = { a = 1 }",                "t",       "1:1",  "1:1-2"),
    ("an empty one",      "t = {}\na = 1",                "a",       "2:1",  "2:5-6"),
    ("a date",            "d = 1979-05-27 07:32:00 # x",  "d",       "1:1",  "1:5-24"),
    ("a list of tables",  "[[t]]\na = 1\n[b]\nc = 2",     "b/c",     "4:1",  "4:5-6"),
    ("its own name",      "[[t]]\na = 1",                 "t",       "1:3",  "1:3-4"),
    ("not Latin",         'x = "\u20ac\U0001f600"\na=1',  "a",       "2:1",  "2:3-4"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "text", "path", "key", "value"), PLACES)
def test_places(shows: str, text: str, path: str, key: str, value: str) -> None:
    tomllib.loads(text)
    place = places_of(text)[tuple(path.split("/"))]

    assert str(place.key) == key, shows
    assert f"{place.value}-{place.value.end_column}" == value, shows


def test_keys_in_arrays_are_not_there() -> None:
    found = places_of("[[t]]\na = 1\n[[t]]\na = 2\n[t.u]\nx = [{ b = 1 }]\n")

    assert ("t", "a") not in found
    assert ("b",) not in found


def test_what_is_too_deep_is_not_looked_into() -> None:
    deep = "a = " + "{ a = " * 40 + "1" + " }" * 40 + "\nb = 1"

    assert ("b",) in places_of(deep)


NOT_TOML = [
    "a",
    "a =",
    "[",
    "[a",
    "a = [",
    'a = "',
    "= 1",
    "a.",
    'a = "\\z"',
    "{",
    '"\\z" = 1',
]


@pytest.mark.parametrize("text", NOT_TOML)
def test_what_is_no_toml_raises_nothing(text: str) -> None:
    places_of("ok = 1\n" + text)


@given(st.text("ab.=[]{}\"'#,\n \\1", max_size=60))
def test_any_text_gives_places_that_are_in_it(text: str) -> None:
    document = Document(text.encode())

    for place in places_of(text).values():
        assert document.holds(place.key)
        assert document.holds(place.value)


KEYS = st.text("aB-_. :\"'\\\u20ac", min_size=1, max_size=5)
SCALARS = (
    st.integers(-9, 9)
    | st.booleans()
    | st.text("a#[]{},='\"\\\n", max_size=6)
    | st.lists(st.integers(0, 9), max_size=3)
)
TABLES = st.dictionaries(KEYS, SCALARS | st.dictionaries(KEYS, SCALARS, max_size=3))


def written(table: dict[str, object], draw: st.DataObject) -> str:
    """Write a table in one of the many ways in which TOML can be written."""
    lines = []
    below = []
    for key, value in table.items():
        name = json.dumps(key, ensure_ascii=False)
        if not isinstance(value, dict):
            lines.append(f"{name} = {json.dumps(value)}")
            continue
        pairs = [(json.dumps(k), json.dumps(v)) for k, v in value.items()]
        how = draw.draw(st.sampled_from(("header", "inline", "dotted")))
        if how == "header" or not pairs:
            below.append(
                "\n".join([f"[{name}] # x", *(f"{k} = {v}" for k, v in pairs)])
            )
        elif how == "inline":
            lines.append(f"{name} = {{ {', '.join(f'{k}={v}' for k, v in pairs)} }}")
        else:
            lines += [f"{name} . {k} = {v}" for k, v in pairs]
    return "\n".join([*lines, *below])


@given(TABLES, st.data())
def test_every_key_is_found_where_it_stands(
    table: dict[str, object], data: st.DataObject
) -> None:
    text = written(table, data)
    assert tomllib.loads(text) == table
    found, lines = places_of(text), text.split("\n")

    for key, value in table.items():
        inner = value if isinstance(value, dict) else {}
        for path in [(key,), *((key, name) for name in inner)]:
            span = found[path].key
            there = lines[span.line - 1][span.column - 1 : span.end_column - 1]
            assert json.loads(there) == path[-1]
