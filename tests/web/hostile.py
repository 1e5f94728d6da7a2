"""What somebody sends who means no good: values for every field, and whole bodies that are no forms."""

from __future__ import annotations

SCRIPT = "<script>alert(1)</script>"
MARKUP = f"\"'><img src=x onerror=alert(1)>{SCRIPT}{{{{7*7}}}}{{% debug %}}\u202egnp.exe"
"""Leaves an attribute, an element, a template, and turns what follows."""

VALUES = {
    "nul": "a\x00b",
    "surrogate": "\ufffd\udcff".encode("utf-8", "surrogatepass").decode("latin-1"),
    "markup": MARKUP,
    "huge number": "9" * 5_000,
    "beyond the column": "9" * 19,
    "negative": "-1",
    "another script's digit": "٣",
    "no number": "1e999",
    "no date": "2026-99-99",
    "no address": "https://[",
    "lines": "a@b.example\r\nBcc: c@d.example",
    "list": '[{"a": [',
    "cursor": "WzEsIDIsIDNd",
    "long": "w" * 40_000,
    "commas": "x," * 3_000,
    "percent": "%s%n%(x)s{0.__class__}",
}

NAMES = [
    "title", "message", "text", "body", "name", "address", "email", "password", "code", "next", "q",
    "after", "before", "show", "held", "v", "view", "department", "departments", "priority", "status",
    "assignee", "tags", "uploads", "score", "words", "key", "form_key", "form_start", "website", "proof",
    "kind", "then", "last_message_id", "seen", "label", "hint", "options", "required", "for_customers",
    "members", "role", "active", "organisation", "offered", "is_default", "customer_words", "category",
    "position", "section", "published", "sure", "to", "way", "language", "time_zone", "theme", "notify",
    "phone", "company", "solved", "no_logo", "colour", "heading", "value-1", "field_1", "answer-1",
    "answer_1", "mail_new", "for", "at", "order", "searched", "answer",
    "writing", "feedback", "which", "from", "by", "sent",
    "slug", "original", "owner", "review_on", "published_at", "audience", "new_category", "page", "took",
    "opened", "draft", "with", "issuer", "client_id", "secret", "domains", "for_team", "creates", "state",
    "opened", "draft", "with", "row", "shown_when_on", "shown_when_is", "shown_when_value", "needed_when_any",
    "panel", "panels",
]  # fmt: skip

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=XX"


def _parts(count: int, head: str = 'form-data; name="text"') -> bytes:
    one = f"--XX\r\nContent-Disposition: {head}\r\n\r\nx\r\n".encode()
    return one * count + b"--XX--\r\n"


BODIES: dict[str, tuple[str, bytes]] = {
    "empty": (FORM, b""),
    "too many fields": (FORM, b"&".join(b"a%d=1" % n for n in range(2_000))),
    "too much text": (FORM, b"title=" + b"x" * 2_200_000),
    "no UTF-8": (FORM, b"title=%ff%fe&message=%ed%a0%80&text=%c0%af"),
    "broken percents": (FORM, b"title=%&message=%zz&%=%&=&&&"),
    "too many parts": (PARTS, _parts(2_000)),
    "too many files": (PARTS, _parts(50, 'form-data; name="files"; filename="a.txt"')),
    "no end": (PARTS, b"--XX\r\nContent-Disposition: form-data"),
    "no boundary": ("multipart/form-data", b"x"),
    "no base64": (PARTS, b'--XX\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n'
                  b"Content-Transfer-Encoding: base64\r\n\r\n!!!a\r\n--XX--\r\n"),
    "a name that is a path": (PARTS, _parts(1, 'form-data; name="file"; filename="../../pa\\"ss\\r\\nwd"')),
    "a name that is markup": (PARTS, _parts(1, f'form-data; name="files"; filename="{SCRIPT}.png"')),
    "a name that turns": (PARTS, _parts(1, "form-data; name=\"files\"; filename*=utf-8''a%E2%80%AEgnp.exe")),
    "deep JSON": ("application/json", b"[" * 100_000),
    "no kind": ("", b"title=x"),
    "XML": ("text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
}  # fmt: skip

HEADERS: dict[str, dict[str, str]] = {
    "languages": {"accept-language": "de;q=x,*;q=9e999," + "a-" * 500},
    "cookies": {"cookie": "smartai_session=" + "x" * 64 + "; smartai_code=a:b:c; smartai_browser=\x01; "
                "smartai_known=a:b:c; "
                "messages=x; smartai_csrf=<>; smartai_pending=" + "y" * 43 + "; "
                "smartai_second_step=a:b; smartai_challenge=WyJ4Il0:1:2; smartai_provider=x:y:z; "
                "smartai_language=../../x; =; ;;" + "a=" * 200},
    "long agent": {"user-agent": SCRIPT * 500},
    "ranges": {"range": "bytes=-1,0-,5-2,99999999999999999999-"},
    "conditions": {"if-none-match": '"' + "x" * 5_000, "if-modified-since": "yesterday"},
    "accepts": {"accept": "application/json;q=NaN", "accept-encoding": "br;q=2, x"},
    "proxies": {"x-forwarded-for": SCRIPT, "x-forwarded-host": "evil.example",
                "forwarded": "for=_;host=evil.example"},
    "override": {"x-http-method-override": "DELETE", "x-original-url": "/desk/", "x-rewrite-url": "/desk/"},
    "referrer": {"referer": "https://evil.example/" + SCRIPT, "origin": "null"},
    "script": {"x-requested-with": "fetch", "accept": "application/json"},
}  # fmt: skip
