"""Stand-ins on loopback for the companies that tell people from robots: they answer as their manuals say.

``solve`` is what a person does in a widget. ``behaviour`` replaces the honest answer by a broken one.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.utils import timezone

from smartai.foundation.captcha.provider import Keys
from smartai.foundation.captcha.siteverify.judging import forget_failures

KEYS = Keys(site_key="a-site-key", secret="a-right-secret", threshold=0.5)
PLACES = {
    "recaptcha-v2": "RECAPTCHA_URL",
    "recaptcha-v3": "RECAPTCHA_URL",
    "turnstile": "TURNSTILE_URL",
    "hcaptcha": "HCAPTCHA_URL",
}
VERIFY = {
    "recaptcha-v2": "/recaptcha/api/siteverify",
    "recaptcha-v3": "/recaptcha/api/siteverify",
    "turnstile": "/turnstile/v0/siteverify",
    "hcaptcha": "/siteverify",
}
SCRIPTS = {
    "/recaptcha/api.js": "grecaptcha",
    "/turnstile/v0/api.js": "turnstile",
    "/1/api.js": "hcaptcha",
}
WIDGET = """
(() => {
  const own = new URL(document.currentScript.src);
  const waiting = new Map();
  addEventListener("message", (event) => {
    if (event.origin === own.origin) waiting.get(event.source)?.(event.data);
  });
  const token = (params) => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.title = "Stand-in check";
    frame.width = "300"; frame.height = "70";
    const asks = new URLSearchParams({host: location.hostname});
    for (const [name, value] of [["action", params.action], ["cdata", params.cData]])
      if (value) asks.set(name, value);
    if (params.auto) asks.set("auto", "1");
    frame.src = new URL(`frame?${asks}`, own).href;
    (params.place || document.body).append(frame);
    waiting.set(frame.contentWindow, done);
  });
  let made = 0;
  const render = (place, params) => {
    if (params.sitekey !== "a-site-key") throw new Error("Invalid site key or not loaded in api.js");
    place.dataset.theme = params.theme || "";
    place.dataset.language = own.searchParams.get("hl") || params.language || "";
    void token({place, action: params.action, cData: params.cData}).then((found) => params.callback(found));
    return String(made++);
  };
  window.NAME = {
    render,
    reset() {},
    ready: (then) => setTimeout(then),
    execute: (key, params) => token({action: params.action, auto: true}),
  };
  const ready = own.searchParams.get("onload");
  if (ready) setTimeout(() => window[ready]());
})();
"""
FRAME = """<!doctype html><meta charset="utf-8"><title>Stand-in</title><button>I am a person</button>
<script>
const give = () => parent.postMessage("TOKEN", "*");
if ("AUTO") give(); else document.querySelector("button").addEventListener("click", (event) => {
  event.target.disabled = true; event.target.textContent = "Solved"; give();
});
</script>"""

Behaviour = Callable[[BaseHTTPRequestHandler], None]


class StandIn:
    """One company. ``asked`` are the fields of each question so far, ``fetched`` the paths of its scripts."""

    def __init__(self, check: str) -> None:
        self.check = check
        self.asked: list[dict[str, str]] = []
        self.fetched: list[str] = []
        self.behaviour: Behaviour | None = None
        self.score = 0.9
        self._tokens: dict[str, dict[str, Any]] = {}
        self._used: set[str] = set()
        told = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                told.asked.append({name: values[0] for name, values in parse_qs(body).items()})
                with suppress(OSError):  # the other side did not wait
                    if told.behaviour:
                        told.behaviour(self)
                    elif self.path == VERIFY[told.check]:
                        send(self, json.dumps(told.answer(told.asked[-1])).encode())
                    else:
                        send(self, b"not here", 404)

            def do_GET(self) -> None:
                told.fetched.append(self.path)
                with suppress(OSError):
                    told.give(self)

            def log_message(self, format: str, *args: Any) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.ending = threading.Event()  # type: ignore[attr-defined]  # put there for its handlers
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def solve(
        self, *, hostname: str = "127.0.0.1", action: str = "", cdata: str = "", at: datetime | None = None,
        **more: Any,
    ) -> str:  # fmt: skip
        token = secrets.token_urlsafe(40)
        facts: dict[str, Any] = {"hostname": hostname, "challenge_ts": (at or timezone.now()).isoformat()}
        if self.check == "recaptcha-v3":
            facts |= {"action": action, "score": self.score}
        if self.check == "turnstile":
            facts |= {"action": action, "cdata": cdata, "error-codes": []}
        if self.check == "hcaptcha":
            facts |= {"credit": False}
        self._tokens[token] = facts | more
        return token

    def answer(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """A token is known, right for the secret, and taken once; the providers name their errors alike."""
        token = asked.get("response", "")
        if asked.get("secret") != KEYS.secret:
            return self._no("invalid-input-secret")
        if self.check == "hcaptcha" and asked.get("sitekey", KEYS.site_key) != KEYS.site_key:
            return self._no("sitekey-secret-mismatch")
        if token in self._used:
            return self._no("already-seen-response" if self.check == "hcaptcha" else "timeout-or-duplicate")
        if token not in self._tokens:
            return self._no("invalid-input-response")
        self._used.add(token)
        return {"success": True, **self._tokens[token]}

    def give(self, handler: BaseHTTPRequestHandler) -> None:
        """The script of the widget, and the frame that it opens."""
        parts = urlsplit(handler.path)
        asks = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path in SCRIPTS:
            script = WIDGET.replace("NAME", SCRIPTS[parts.path])
            return send(handler, script.encode(), Content_Type="text/javascript")
        if parts.path.endswith("/frame"):
            auto, host = asks.pop("auto", ""), asks.pop("host")
            token = self.solve(hostname=host, action=asks.get("action", ""), cdata=asks.get("cdata", ""))
            page = FRAME.replace("TOKEN", token).replace("AUTO", auto)
            return send(handler, page.encode(), Content_Type="text/html")
        return send(handler, b"not here", 404)

    def _no(self, code: str) -> dict[str, Any]:
        return {"success": False, "error-codes": [code]}

    def stop(self) -> None:
        self._server.ending.set()  # type: ignore[attr-defined]  # put there for its handlers
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in ({"Content-Length": str(len(body))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def sends(body: bytes, status: int = 200, **headers: str) -> Behaviour:
    return lambda handler: send(handler, body, status, **headers)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then: no single wait is long."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.ending.wait(0.02):  # type: ignore[attr-defined]  # put there for its handlers
        handler.wfile.write(b" ")
        handler.wfile.flush()


def silent(handler: BaseHTTPRequestHandler) -> None:
    handler.server.ending.wait(10)  # type: ignore[attr-defined]  # put there for its handlers


def hanging_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


@contextmanager
def stand_in(check: str) -> Iterator[StandIn]:
    """Named as the place of the provider in the settings while it runs."""
    company, place = StandIn(check), PLACES[check]
    before = getattr(settings, place)
    setattr(settings, place, company.address)
    forget_failures()
    try:
        yield company
    finally:
        setattr(settings, place, before)
        forget_failures()
        company.stop()


def long_ago(**delta: float) -> datetime:
    return timezone.now() - timedelta(**delta)
