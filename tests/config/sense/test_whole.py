"""A file as a whole: its directives, its accounts, its lines by their place."""

from hearth.config.language.statements import LineStatement
from tests.config.sense.looks import whole_of

FILE = """\
ALLOW WEBINFO : no
WEBINFO LISTEN PORT : 99999

F: kids n5Bc1d 0 0 0
ALLOW WEBINFO : yes
WEBINFO USERNAME :
"""


def test_of_a_directive_the_last_one_is_asked() -> None:
    whole, _ = whole_of(FILE)

    assert whole.flag("ALLOW WEBINFO") is True
    assert whole.flag("ALLOW TELNETINFO") is None
    assert whole.flag("WEBINFO LISTEN PORT") is None
    value = whole.value("ALLOW WEBINFO")
    assert value is not None
    assert value.span.line == 5
    assert whole.value("WEBINFO USERNAME") is None


def test_a_port_is_what_is_written_or_the_default() -> None:
    whole, _ = whole_of(FILE)

    assert whole.port("SERVER LISTEN PORT") == 12000
    assert whole.port("WEBINFO LISTEN PORT") is None
    assert whole_of("SERVER LISTEN PORT : 0")[0].port("SERVER LISTEN PORT") is None


def test_an_account_comes_with_the_pieces_of_its_line() -> None:
    whole, _ = whole_of(FILE)

    ((account, parts),) = whole.accounts()
    assert account.name == parts.fields[0].text == "kids"
    statement = whole.at(account.span)
    assert isinstance(statement, LineStatement)
    assert statement.content.line == 4
