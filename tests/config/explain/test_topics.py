"""What somebody asks for is found, or is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.explain import meanings
from hearth.config.explain.topics import (
    AboutDirective,
    AboutForm,
    AboutLine,
    every_rule,
    explain_line,
    find_topic,
)
from hearth.config.language.directives import DIRECTIVES, NAMES
from hearth.config.rule import Rule
from tests.config.samples import LINES, MARK, PIECES

RULES = ["H101", "h201", "hash-cuts-line", "H701"]
DIRECTIVE = [
    ("SERVER LISTEN PORT", "SERVER LISTEN PORT"),
    ("server  listen port :", "SERVER LISTEN PORT"),
    ("webinfo port", "WEBINFO LISTEN PORT"),
    ("PIN", "PIN"),
]
NOTHING = ["", "H999", "nonsense", "no-such-rule", "two words", "# just a comment"]


@pytest.mark.parametrize("words", RULES)
def test_rules(words: str) -> None:
    topic = find_topic(words)

    assert isinstance(topic, Rule)
    assert words.lower() in {topic.code.lower(), topic.name}


@pytest.mark.parametrize(("words", "name"), DIRECTIVE)
def test_directives(words: str, name: str) -> None:
    topic = find_topic(words)

    assert isinstance(topic, AboutDirective)
    assert topic.directive.name == name
    assert topic.meaning == meanings.DIRECTIVES[name]


@pytest.mark.parametrize("words", ["F:", "f", "C :", "N", "B:"])
def test_line_types(words: str) -> None:
    topic = find_topic(words)

    assert isinstance(topic, AboutForm)
    assert topic.form.letter == words[0].upper()


@pytest.mark.parametrize("words", NOTHING)
def test_nothing(words: str) -> None:
    assert find_topic(words) is None


# line, what Hearth does because of it
EFFECTS = [
    ("F: kids s3c", "Hearth lets a receiver log in as kids."),
    (
        "F: kids s3c 0 0 1 { } { } { } 192.168.1.4",
        "Hearth lets a receiver log in as kids, from 192.168.1.4 alone.",
    ),
    (
        "C: h 12000 u s3c",
        "Hearth connects to h at port 12000 as u, and asks there for control words.",
    ),
    ("C: h 0 u s3c", "Hearth does not use this line."),
    ("R: h 678 0100 80", "Hearth knows it and does not use it yet."),
    ("DISABLE EMM : yes", ""),
]


@pytest.mark.parametrize(("line", "effect"), EFFECTS)
def test_effects(line: str, effect: str) -> None:
    topic = find_topic(line)

    assert isinstance(topic, AboutLine)
    assert topic.effect == effect


def test_a_line_that_is_switched_off_is_explained_without_its_hash() -> None:
    about = explain_line("## F: kids s3c")

    assert about is not None
    assert about.is_comment
    assert about.text == "F: kids ***"
    assert about.parts[1].text == "kids"


def test_a_directive_with_its_value() -> None:
    about = explain_line("WEBINFO PASSWORD : s3c")

    assert about is not None
    assert about.directive is not None
    assert about.directive.directive.name == "WEBINFO PASSWORD"
    assert [(part.text, part.name) for part in about.parts] == [("***", "value")]
    empty = explain_line("WEBINFO USERNAME :")
    assert empty is not None
    assert empty.parts[0].meaning == "Nothing is set."


def test_of_a_line_that_is_nearly_one_it_is_said_what_is_wrong() -> None:
    about = explain_line("SERVER LISTN PORT : 1")

    assert about is not None
    assert about.parts == ()
    assert [finding.code for finding in about.findings] == ["H101"]
    assert explain_line("two\nlines : 1") is None


def test_every_directive_has_a_meaning() -> None:
    assert set(meanings.DIRECTIVES) == set(DIRECTIVES)
    assert all(text.endswith(".") for text in meanings.DIRECTIVES.values())
    assert all(isinstance(find_topic(name), AboutDirective) for name in NAMES)


def test_every_rule_is_there_once_and_in_order() -> None:
    codes = [rule.code for rule in every_rule()]

    assert codes == sorted(set(codes))


@given(st.sampled_from(LINES), st.lists(st.sampled_from(PIECES), max_size=3))
def test_any_line_is_explained_without_its_secrets(
    line: str, pieces: list[str]
) -> None:
    about = explain_line(line + "".join(pieces).replace("\r", "").replace("\n", ""))

    if about is not None:
        assert MARK not in repr(about.parts).split()
        assert MARK not in about.text.split()
