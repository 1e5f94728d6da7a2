"""A site of somebody else, on another origin than the help desk: plain pages that embed a panel."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

BUILT = Path(__file__).parents[2] / "frontend/sites/built"


@dataclass
class HostSite:
    """``pages`` and their content security ``policies`` by path. Serves the bundles of ``BUILT`` too."""

    name: str
    pages: dict[str, str] = field(default_factory=dict)
    policies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        site = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = urlsplit(self.path).path
                page, built = site.pages.get(path), BUILT / Path(path).name
                if page is None and not (path.endswith(".js") and built.is_file()):
                    self.send_error(404)
                    return
                body = page.encode() if page is not None else built.read_bytes()
                kind = "text/html; charset=utf-8" if page is not None else "text/javascript"
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if policy := site.policies.get(path):
                    self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Tests say what they see."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def origin(self) -> str:
        return f"http://{self.name}:{self.server.server_port}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)

    def put(self, path: str, body: str, *, head: str = "", policy: str = "", tag: str = "") -> str:
        """A page at ``path``; returns its address."""
        self.pages[path] = (
            f"<!doctype html><html lang=en{tag}><head><meta charset=utf-8><title>Lake Shop</title>"
            '<link rel="icon" href="data:,">'
            f'<meta name="viewport" content="width=device-width">{head}</head><body>{body}</body></html>'
        )
        if policy:
            self.policies[path] = policy
        return f"{self.origin}{path}"
