"""A change on its way: its diff, the one who confirms it, what became of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearth.diagnostics import Finding
from hearth.web.access.visits import form_of
from hearth.web.pages.configuration.changes import TOKEN, Change
from hearth.web.pages.configuration.versions import Version
from hearth.web.pages.configuration.writing import Outcome, Result, save
from hearth.web.pages.parts.render import Frame, home_of, page

CONFLICT: Final = 409  # RFC 9110, 15.5.10
UNAVAILABLE: Final = 503


@dataclass(frozen=True, slots=True)
class Plan:
    """
    A change that somebody wants.

    Attributes:
        change: What would be written.
        errors: How many errors the file would have then.
        findings: What would be mended; none if it goes back to a version.
        version: To which it goes back.

    """

    change: Change
    errors: int
    findings: tuple[Finding, ...] = ()
    version: Version | None = None

    @property
    def is_safe(self) -> bool:
        """Whether the file says the same afterwards."""
        return all(finding.fix and finding.fix.safe for finding in self.findings)


MakePlan = Callable[[Request], Awaitable[Plan | None]]


async def show_plan(
    request: Request, plan: Plan, result: Result | None = None
) -> Response:
    """
    Show what would change, and ask.

    Args:
        request: From the browser.
        plan: What would change.
        result: Why it was not done when it was confirmed.

    """
    codes = {Outcome.CHANGED: CONFLICT, Outcome.FAILED: UNAVAILABLE}
    return await page(
        request,
        "configuration_change",
        code=codes[result.outcome] if result else 200,
        plan=plan,
        change=plan.change,
        result=result,
        token_field=TOKEN,
    )


async def carry_out(request: Request, plan: Plan, again: MakePlan) -> Response:
    """
    Do what was confirmed, unless the file is another one by now.

    Args:
        request: From the browser.
        plan: What was confirmed, made anew.
        again: Makes it once more, if the file changes in this very moment.

    """
    if not plan.change.is_confirmed(form_of(request).get(TOKEN, "")):
        return await show_plan(request, plan, Result(Outcome.CHANGED))
    result = await save(home_of(request), plan.change, Frame(request).words)
    if result.outcome is Outcome.CHANGED:
        newer = await again(request)
        if newer is None:
            return to_configuration(gone="1")
        plan = newer
    if result.outcome is not Outcome.WRITTEN:
        return await show_plan(request, plan, result)
    return to_configuration(written=result.backup)


def to_configuration(**query: str) -> Response:
    """Go to the page of the configuration."""
    return RedirectResponse(f"/configuration?{urlencode(query)}", 303)
