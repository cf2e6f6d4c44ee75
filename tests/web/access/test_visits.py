"""A request's visit, and the forms that come with it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from hearth.web.access.visits import (
    Visit,
    csrf_token,
    form_of,
    parse_form,
    put,
    visit_of,
)


def test_a_page_finds_its_token_and_form() -> None:
    request = Request({"type": "http"})
    visit = Visit(csrf_token="abc", form={"name": "attic"})
    put(request.scope, visit)

    assert visit_of(request) is visit
    assert csrf_token(request) == "abc"
    assert request.state.csrf == "abc"
    assert request.state.is_logged_in is False
    assert form_of(request) == {"name": "attic"}


def test_without_the_guard_there_is_an_empty_visit() -> None:
    assert visit_of(Request({"type": "http"})) == Visit()


def test_a_form() -> None:
    assert parse_form(b"name=two+words&empty=&pass=%C3%A9%FF") == {
        "name": "two words",
        "empty": "",
        "pass": "é\udcff",
    }


def test_too_many_fields_are_no_form() -> None:
    assert parse_form(b"&".join(b"a=%d" % n for n in range(300))) == {}


@given(st.binary(max_size=200))
def test_any_body_is_a_form_or_nothing(body: bytes) -> None:
    parse_form(body)
