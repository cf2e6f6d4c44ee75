"""What every answer tells the browser not to do."""

from __future__ import annotations

from hearth.web.access.headers import CONTENT_SECURITY_POLICY, Headers, protect


def test_what_protects_is_on_every_answer() -> None:
    headers: Headers = [(b"content-type", b"text/html")]
    protect(headers)
    names = dict(headers)

    assert names[b"content-security-policy"] == CONTENT_SECURITY_POLICY.encode()
    assert names[b"x-content-type-options"] == b"nosniff"
    assert names[b"x-frame-options"] == b"DENY"
    assert names[b"referrer-policy"] == b"same-origin"
    assert names[b"cache-control"] == b"no-store"
    assert names[b"content-type"] == b"text/html"
    assert names[b"date"].endswith(b" GMT")


def test_no_page_can_loosen_it() -> None:
    headers: Headers = [(b"Content-Security-Policy", b"default-src *")]
    protect(headers)

    policies = [v for k, v in headers if k.lower() == b"content-security-policy"]
    assert policies == [CONTENT_SECURITY_POLICY.encode()]


def test_a_static_file_may_be_kept() -> None:
    headers: Headers = [(b"Cache-Control", b"max-age=3600")]
    protect(headers)

    assert [v for k, v in headers if k.lower() == b"cache-control"] == [b"max-age=3600"]


def test_no_code_or_style_in_a_page_and_nothing_from_elsewhere() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    for directive in (
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    ):
        assert directive in CONTENT_SECURITY_POLICY
