"""`/embed.js`: what a site's one line loads. One file for all panels, the same for everybody."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from smartai.core.workspace.choices import Panelled, panels
from smartai.lib.colour import brand_colours
from smartai.web.ui.built import built_text
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.sightings import note_script

KEPT = "public, max-age=300"


@dataclass(frozen=True)
class Sent:
    plain: bytes
    packed: bytes
    tag: str


@open_to(Entry.MACHINE)
@require_safe
def script(request: HttpRequest) -> HttpResponseBase:
    """The loader, with the looks of all panels that are on: one request, and the same one for every site."""
    note_script(request)
    looks = {panel.key: _look(panel) for panel in panels() if panel.active}
    return _answer(request, _script(json.dumps(looks, separators=(",", ":"))), "text/javascript")


@open_to(Entry.MACHINE)
@require_safe
def types(request: HttpRequest) -> HttpResponseBase:
    """What `smartai(…)` takes and tells, for TypeScript."""
    return _answer(request, _packed(built_text("embed.d.ts")), "text/plain")


def _look(panel: Panelled) -> list[str | int]:
    """In the order that `frontend/src/embed/looks.ts` reads."""
    widget = panel.choices.widget
    brand = panel.choices.brand
    accent = brand_colours(brand.colour).light.accent
    place = [widget.side.value, widget.inline_offset, widget.block_offset]
    return [widget.launcher, *place, accent, " ".join(brand.offered)]


@lru_cache(maxsize=4)
def _script(looks: str) -> Sent:
    words = json.dumps(_words(), separators=(",", ":"), ensure_ascii=False)
    known = f"const SMARTAI_LOOKS={_in_script(looks)},SMARTAI_WORDS={_in_script(words)};"
    return _packed(f"{{{known}{built_text('embed.js')}}}\n")


def _words() -> dict[str, list[str]]:
    """Before the frame is there the loader speaks itself: with the language of the page around."""
    spoken = {}
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            spoken[language] = [gettext("Help"), gettext("Close the help")]
    return spoken


def _in_script(text: str) -> str:
    """JSON is JavaScript, but for what would end a script or a line in it."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _packed(text: str) -> Sent:
    plain = text.encode()
    return Sent(plain, gzip.compress(plain, 9, mtime=0), sha256(plain).hexdigest()[:24])


def _answer(request: HttpRequest, sent: Sent, kind: str) -> HttpResponseBase:
    """Compressed here: nothing in front of us is bound to."""
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    tag = f'"{sent.tag}{"-gz" if packed else ""}"'
    response = get_conditional_response(request, etag=tag) or HttpResponse(
        sent.packed if packed else sent.plain, content_type=f"{kind}; charset=utf-8"
    )
    if response.status_code == 200 and packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"], response.headers["Cache-Control"] = tag, KEPT
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
