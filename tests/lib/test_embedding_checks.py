from __future__ import annotations

import pytest

from smartai.lib.embedding_checks import Asked, Finding, Found, examined

HELP = "https://help.example"
LINE = f'<script async src="{HELP}/embed.js" data-panel="pk_1"></script>'


def found(
    text: str = LINE, *policies: str, page: str = "https://shop.example/cart", **more: str
) -> list[Finding]:
    given = {"embedder_policy": "", "base": HELP, "key": "pk_1", **more}
    return examined(Asked(page=page, text=text, policies=policies, **given))


def test_a_right_page_says_so():
    assert found() == [Finding(Found.LINE), Finding(Found.NO_POLICY)]
    assert found(LINE, f"script-src {HELP}; frame-src {HELP}") == [
        Finding(Found.LINE),
        Finding(Found.SCRIPT_LET),
        Finding(Found.FRAME_LET),
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("<p>Shop</p>", Finding(Found.NO_LINE)),
        (LINE.replace("pk_1", "pk_2"), Finding(Found.WRONG_KEY, "pk_2")),
        (LINE.replace("help.", "old."), Finding(Found.WRONG_PLACE, "https://old.example/embed.js")),
        (LINE.replace(HELP, ""), Finding(Found.WRONG_PLACE, "/embed.js")),
        (LINE.replace("pk_1", "pk_2") + LINE, Finding(Found.LINE)),
        (LINE.replace("embed.js", "embed.js?v=2"), Finding(Found.LINE)),
        ('<smartai-tickets panel="pk_1"></smartai-tickets>', Finding(Found.NO_SCRIPT)),
        (f'<script src="{HELP}/embed.js"></script><smartai-tickets panel="pk_1">', Finding(Found.LINE)),
    ],
)
def test_the_line_is_compared_with_the_panels_own(text, first):
    assert found(text)[0] == first


def test_each_policy_that_blocks_is_mended_by_itself():
    policies = ["default-src 'self'", f"script-src {HELP}; frame-src 'none'"]
    assert found(LINE, *policies)[1:] == [
        Finding(Found.SCRIPT_BLOCKED, f"script-src 'self' {HELP}"),
        Finding(Found.FRAME_BLOCKED, f"frame-src 'self' {HELP}"),
        Finding(Found.FRAME_BLOCKED, f"frame-src {HELP}"),
    ]


def test_a_policy_in_the_page_itself_counts():
    meta = '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'">'
    assert Finding(Found.SCRIPT_BLOCKED, f"script-src 'self' {HELP}") in found(meta + LINE)


@pytest.mark.parametrize(
    ("policy", "line", "said"),
    [
        ("script-src 'nonce-abc' 'strict-dynamic'", LINE, Found.NONCE_NEEDED),
        ("script-src 'nonce-abc' 'strict-dynamic'", LINE.replace("async", "nonce=abc"), Found.SCRIPT_LET),
        ("script-src 'sha256-abc' 'strict-dynamic' https:", LINE, Found.STRICT),
    ],
)
def test_a_strict_policy_wants_a_nonce(policy, line, said):
    assert found(line, policy)[1].found is said


def test_what_stops_it_without_a_policy_is_said_too():
    assert Finding(Found.MIXED, "http://help.example") in found(base="http://help.example")
    assert Finding(Found.ISOLATED, "require-corp") in found(embedder_policy="require-corp")
