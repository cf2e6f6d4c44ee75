"""The document, and a program that knows nothing but the document (schemathesis)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.python import asgi

from hearth.observe.history.reader import HistoryReader
from hearth.web.api import openapi
from hearth.web.api.table import ENDPOINTS
from tests.web.api.homes import MadeUp, ask, made_up

EXAMPLES: Final = 5  # beside the cases on every limit, which are 1000 already
BOTH: Final = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
OPERATIONS: Final = [(it.method, f"/api/v1{it.path}") for it in ENDPOINTS]

DOCUMENT: Final = openapi.document(ENDPOINTS, "0.1.0")


class Api:
    """The API as schemathesis sees it, with a client that is made once."""

    def __init__(self, home: MadeUp, client: Any, app: Any) -> None:
        self.home = home
        self.client = client
        self.schema = cast(
            "Any", schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
        )
        # 400 is for a span that ends before it begins, which no schema can say.
        expected = ["2xx", "400", "404"]
        checks = self.schema.config.checks
        checks.positive_data_acceptance.expected_statuses = expected

    def cases(self, operation: Any) -> Iterator[Any]:
        """Give the cases on each limit, and what else is known to be hard."""
        generation = self.schema.config.generation
        cases: Iterator[Any] = self.schema.iter_coverage_cases(
            operation, generation_modes=BOTH, generation_config=generation
        )
        return cases

    def send(self, case: Any) -> Any:
        """Send a case, and check the answer against the document."""
        return case.call_and_validate(session=self.client)


@pytest.fixture(scope="module")
def api(
    tmp_path_factory: pytest.TempPathFactory, history: HistoryReader
) -> Iterator[Api]:
    made = made_up(tmp_path_factory.mktemp("api"), history)
    app = cast("Any", made.app)
    with asgi.get_client(app) as client:
        yield Api(made, client, app)


# With schemathesis


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_limit_is_kept_and_every_answer_is_as_described(
    api: Api, method: str, path: str
) -> None:
    operation = api.schema[path][method]

    statuses = [api.send(case).status_code for case in api.cases(operation)]

    assert len(statuses) >= 5
    assert not [status for status in statuses if status >= 500]


@pytest.mark.parametrize("mode", BOTH, ids=lambda mode: mode.value)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_whatever_is_asked_gets_an_answer_as_described(
    api: Api, method: str, path: str, mode: GenerationMode
) -> None:
    operation = api.schema[path][method]
    if (
        mode is GenerationMode.NEGATIVE
        and not DOCUMENT["paths"][path][method.lower()]["parameters"]
    ):
        return  # there is nothing to be wrong

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(mode))
    def run(case: Any) -> None:
        assert api.send(case).status_code < 500

    run()


# By itself


def test_every_reference_leads_somewhere() -> None:
    text = str(DOCUMENT)

    for kind, name in re.findall(r"#/components/(\w+)/(\w+)", text):
        assert name in DOCUMENT["components"][kind]


def test_every_schema_is_a_schema() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        jsonschema_rs.meta.validate(
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        )
        assert schema["required"] == list(schema["properties"])
        assert schema["description"].endswith(".")


def test_a_change_needs_its_token() -> None:
    freeze = DOCUMENT["paths"]["/api/v1/receivers/{name}/freeze"]["post"]

    assert all("token" in way for way in freeze["security"])
    token = DOCUMENT["components"]["securitySchemes"]["token"]
    assert token == {"type": "apiKey", "in": "header", "name": "x-csrf-token"}


@pytest.mark.asyncio
async def test_the_document_is_given(made: MadeUp) -> None:
    answer = await ask(made, "/openapi.json")

    assert answer.status == 200
    assert answer.value == DOCUMENT


def test_what_programs_rely_on_stays() -> None:
    """Names of version 1: one may be added, none may go or get another meaning."""
    known = (Path(__file__).parent / "v1.txt").read_text().split()

    told = {
        f"{name}.{part}"
        for name, schema in DOCUMENT["components"]["schemas"].items()
        for part in schema["properties"]
    }
    asked = {
        f"{path}?{parameter['name']}"
        for path, methods in DOCUMENT["paths"].items()
        for operation in methods.values()
        for parameter in operation["parameters"]
    }
    assert set(known) == told | asked
