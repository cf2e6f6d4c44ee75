"""The line types and which of their fields are secrets."""

from hearth.config.language.forms import FORMS, KEY_BYTES

SECRETS = {
    "C": {"password"},
    "F": {"password"},
    "N": {"password", "key"},
    "L": {"password"},
    "R": set[str](),
    "G": {"password", "peer password"},
    "B": set[str](),
}


def test_every_line_type_has_its_secrets() -> None:
    found = {
        letter: {name for at, name in enumerate(form.fields) if form.is_secret(at)}
        for letter, form in FORMS.items()
    }

    assert found == SECRETS


def test_a_field_too_many_is_no_secret() -> None:
    assert not FORMS["C"].is_secret(99)


def test_the_key_of_an_n_line_has_fourteen_fields() -> None:
    assert FORMS["N"].fields.count("key") == KEY_BYTES == 14
