"""Content security policies, by the rules of CSP Level 3 that decide about a script and a frame."""

from __future__ import annotations

import pytest

from smartai.lib.content_policy import FRAMES, SCRIPTS, lets_frame, lets_script, mended, policies_in

HELP = "https://help.example"
SCRIPT, FRAME = f"{HELP}/embed.js", f"{HELP}/w/pk_1/"
SHOP = "https://shop.example/cart"


def script(policy: str, url: str = SCRIPT, page: str = SHOP, nonce: str = "") -> bool:
    return all(lets_script(one, url, page, nonce) for one in policies_in([policy]))


def frame(policy: str, url: str = FRAME, page: str = SHOP) -> bool:
    return all(lets_frame(one, url, page) for one in policies_in([policy]))


@pytest.mark.parametrize(
    ("policy", "runs"),
    [
        ("", True),
        ("img-src 'none'", True),
        ("default-src 'self'", False),
        (f"default-src {HELP}", True),
        (f"default-src 'none'; script-src {HELP}", True),
        (f"script-src 'none'; script-src-elem {HELP}", True),
        (f"script-src {HELP}; script-src-elem 'self'", False),
        ("script-src 'none'", False),
        (f"script-src 'none' {HELP}", True),
        ("script-src", False),
        (f"SCRIPT-SRC {HELP.upper()}", True),
        (f"script-src 'self'; script-src {HELP}", False),
        (f"script-src {HELP}, script-src 'self'", False),
        ("script-src 'unsafe-inline'", False),
    ],
)
def test_the_directive_that_stands_nearest_decides_about_a_script(policy, runs):
    assert script(policy) is runs


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        (f"frame-src {HELP}; child-src 'none'", True),
        (f"child-src {HELP}; default-src 'none'", True),
        (f"default-src {HELP}", True),
        (f"script-src {HELP}; default-src 'self'", False),
        (f"frame-src 'self'; child-src {HELP}", False),
        (f"script-src {HELP}", True),
        ("frame-src 'nonce-abc' 'strict-dynamic'", False),
        (f"frame-src 'strict-dynamic' {HELP}", True),
    ],
)
def test_a_frame_falls_back_to_child_src_and_then_to_default_src(policy, shown):
    assert frame(policy) is shown


@pytest.mark.parametrize(
    ("source", "url", "fits"),
    [
        ("*", SCRIPT, True),
        ("*", "data:text/javascript,1", False),
        ("https:", SCRIPT, True),
        ("http:", SCRIPT, True),
        ("https:", "http://help.example/embed.js", False),
        ("http://help.example", SCRIPT, True),
        ("https://help.example", "http://help.example/embed.js", False),
        ("help.example", SCRIPT, True),
        ("help.example", "http://help.example/embed.js", False),
        ("*.example", SCRIPT, True),
        ("*.example", "https://a.help.example/embed.js", True),
        ("*.help.example", SCRIPT, False),
        ("https://other.example", SCRIPT, False),
        ("https://help.example:8443", SCRIPT, False),
        ("https://help.example", "https://help.example:8443/embed.js", False),
        ("https://help.example:8443", "https://help.example:8443/embed.js", True),
        ("https://help.example:*", "https://help.example:8443/embed.js", True),
        ("http://help.example:80", SCRIPT, True),
        ("http://help.example:443", SCRIPT, True),
        ("https://help.example/", SCRIPT, True),
        ("https://help.example/embed.js", SCRIPT, True),
        ("https://help.example/%65mbed.js", SCRIPT, True),
        ("https://help.example/EMBED.js", SCRIPT, False),
        ("https://help.example/emb", SCRIPT, False),
        ("https://help.example/static/", "https://help.example/static/embed.js", True),
        ("'self'", "https://shop.example/embed.js", True),
        ("'self'", "https://shop.example:8443/embed.js", False),
        ("'self'", SCRIPT, False),
        ("http://[::1]:8000", "http://[::1]:8000/embed.js", True),
        ("'unsafe-eval'", SCRIPT, False),
        ("https://help.example:99999999", SCRIPT, False),
    ],
)
def test_a_source_fits_by_scheme_host_port_and_path(source, url, fits):
    assert script(f"script-src {source}", url) is fits


def test_self_of_a_plain_page_takes_its_encrypted_twin():
    assert script("script-src 'self'", "https://shop.example/embed.js", "http://shop.example/")


@pytest.mark.parametrize(
    ("sources", "nonce", "runs"),
    [
        ("'nonce-R4nd0m'", "R4nd0m", True),
        ("'nonce-R4nd0m'", "r4nd0m", False),
        ("'nonce-R4nd0m'", "", False),
        (f"'nonce-R4nd0m' 'strict-dynamic' {HELP}", "", False),
        (f"'nonce-R4nd0m' 'strict-dynamic' {HELP}", "R4nd0m", True),
        ("'nonce-<script>'", "<script>", False),
    ],
)
def test_a_nonce_opens_and_strict_dynamic_counts_no_address(sources, nonce, runs):
    assert script(f"script-src {sources}", nonce=nonce) is runs


@pytest.mark.parametrize(
    ("policy", "names", "written"),
    [
        ("script-src 'self' https://cdn.example", SCRIPTS, f"script-src 'self' https://cdn.example {HELP}"),
        ("script-src-elem 'none'; script-src *", SCRIPTS, f"script-src-elem {HELP}"),
        ("default-src 'self'", SCRIPTS, f"script-src 'self' {HELP}"),
        ("default-src 'none'", FRAMES, f"frame-src {HELP}"),
        ("child-src 'self'", FRAMES, f"frame-src 'self' {HELP}"),
        ("frame-src https://pay.example", FRAMES, f"frame-src https://pay.example {HELP}"),
    ],
)
def test_the_mended_directive_lets_through_what_it_did_and_us(policy, names, written):
    [one] = policies_in([policy])
    assert mended(one, names, HELP) == written
    assert (script if names is SCRIPTS else frame)(f"{written}; {policy}")


@pytest.mark.parametrize("policy", [";;;,,,", "\x00", "script-src " + "a" * 100_000, "script-src \ud800"])
def test_no_policy_breaks_the_reading(policy):
    script(policy)
    frame(policy)
