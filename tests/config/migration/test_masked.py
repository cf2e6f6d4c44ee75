"""A file as a terminal may show it."""

from hypothesis import given, settings

from hearth.config.migration.masked import HIDDEN, masked
from tests.config.migration.homes import MARK, Home, homes

FILE = f"""\
# written by hearth migrate
WEBINFO USERNAME : admin
WEBINFO PASSWORD : {MARK}
C: 192.168.1.2 12000 hearth {MARK} no {{ 0:0:1 }}
N: 192.168.1.3 10000 me {MARK} 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 1
F: kids {MARK} 1 0 0 {{ 0:0:1 }}
"""


def test_secrets_are_hidden_and_the_rest_is_as_it_was() -> None:
    key = " ".join([HIDDEN] * 14)
    shown = FILE.replace(MARK, HIDDEN)
    shown = shown.replace("01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e", key)

    assert masked(FILE.encode()).decode() == shown


@settings(max_examples=30)
@given(homes())
def test_no_secret_of_any_home_is_shown(home: Home) -> None:
    assert MARK.encode() not in masked(home.data())
