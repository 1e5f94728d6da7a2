"""Whose word counts for ``xms_edov``: Microsoft's own clouds, and nobody who looks like them."""

from __future__ import annotations

import pytest

from smartai.foundation.openid.microsoft import owns_domain

SAID = {"email": "alice@lake.example", "xms_edov": True}
TENANT = "8f2c1a90-3b5d-4c7e-9f00-1234567890ab"


@pytest.mark.parametrize(
    "host", ["login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn"]
)
def test_each_of_microsofts_clouds_is_believed(host):
    assert owns_domain(SAID, f"https://{host}/{TENANT}/v2.0")


@pytest.mark.parametrize(
    "issuer",
    [
        "https://accounts.google.com",
        "https://login.microsoftonline.com.evil.example/v2.0",
        "https://login.microsoftonline.com@evil.example/v2.0",
        "https://evil.example/https://login.microsoftonline.com/v2.0",
        "https://evil-login.microsoftonline.com/v2.0",
        "http://login.microsoftonline.com/v2.0",
        "https://login.microsoftonline.com:8443/v2.0",
    ],
)
def test_nobody_else_is(issuer):
    assert not owns_domain(SAID, issuer)
