"""Small pages around the parts, for trying the scripts in a real browser under the real security policy."""

from __future__ import annotations

import base64
import hashlib
import json
import queue
import threading
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.template import engines
from django.urls import path
from django.utils import translation

from smartai.web.ui.page import Brand, Page

NUMBER = 4321
received: list[dict[str, Any]] = []
uploaded: list[str] = []
streams: list[queue.Queue[dict[str, Any] | None]] = []
heard = threading.Event()
"""Set once a page listens to a stream."""
saved = threading.Event()
"""Set once a field was saved by itself."""
may_answer = threading.Event()
"""Newer letters are held back while it is not set."""
may_answer.set()
PAGE = Page(brand=Brand("Northwind"))


class Request(forms.Form):
    title = forms.CharField(label="Title")
    message = forms.CharField(label="Message", widget=forms.Textarea(attrs={"data-enter": "send"}))
    department = forms.ChoiceField(label="Department", choices=[("1", "Data"), ("2", "Billing")])


FORM = """{% extends "ui/panel.html" %}
{% from "ui/field.html" import fields %}{% from "ui/files.html" import files %}
{% from "ui/proof.html" import proof %}{% block content %}
<form method="post" action="/sent/" enctype="multipart/form-data" class="stack" data-draft="try">
{{ csrf_input }}
{{ fields(form) }}
<fieldset class="field" data-departments="2"><legend>Invoice</legend><input name="invoice"></fieldset>
{{ files("/uploads/", 2048, 2) }}
<span data-draft-status></span><div class="actions send-bar"><button class="btn accent">Send request</button>
{{ proof({"company": "", "url": "/challenge/"}) }}</div></form>{% endblock %}"""
WRONG = """{% extends "ui/panel.html" %}
{% from "ui/field.html" import fields %}{% from "ui/errors.html" import errors %}{% block content %}
<form method="post" action="/sent/" class="stack" novalidate>{{ csrf_input }}{{ errors(form) }}
{{ fields(form) }}
<button>Send request</button></form>{% endblock %}"""
PROFILE = """{% extends "ui/panel.html" %}{% from "ui/field.html" import fields %}{% block content %}
<form method="post" action="/sent/" class="stack" novalidate data-saves="/profile/fields/"
 data-failed="Not saved: we could not be reached.">{{ csrf_input }}
{{ fields(form) }}
<div class="actions"><button class="btn accent">Save</button><span class="hint">Saved as you go.</span></div>
</form>{% endblock %}"""
FILES = """{% extends "ui/panel.html" %}{% from "ui/files.html" import files %}{% block content %}
<form method="post" action="/sent/">{{ csrf_input }}
{{ files("/uploads/", 5000000, 20, uploaded) }}</form>
{% endblock %}"""
SENT = """{% extends "ui/card.html" %}{% block content %}
<h1>Sent</h1><i data-draft-sent="try"></i>{% endblock %}"""
CODE = """{% extends "ui/card.html" %}{% block content %}<form method="post" action="/sent/">{{ csrf_input }}
<input name="code" aria-label="Code" data-code><button>Sign in</button></form>
<button data-pause="24" data-words="Send again in {time}">Send again</button>{% endblock %}"""
THREAD = """{% extends "ui/panel.html" %}{% block content %}
<div data-live-ticket="7" data-newer-url="/newer/"{% if "read" in request.GET %}
 data-live-read="{{ request.GET.read }}"{% endif %}>
<ol class="thread" data-live-messages><li data-message="1">First</li></ol></div>
<form class="composer" data-composer method="post" action="/sent/">{{ csrf_input }}
<input type="hidden" name="last_message_id" value="1"><textarea name="body" aria-label="Text"></textarea>
</form>{% endblock %}"""
DESK = """{% extends "ui/desk.html" %}
{% block list %}<ul data-rows><li><a href="#one">One</a></li><li><a href="#two">Two</a></li></ul>
{% endblock %}{% block main %}
<button type="button" popovertarget="statuses" data-key="s">Status</button>
<form id="statuses" popover class="menu stack" method="post" action="/sent/">{{ csrf_input }}
<button name="status" value="1" aria-pressed="true">New</button><button name="status" value="2">Open</button>
<button name="status" value="3">Solved</button></form>
<form class="composer" data-composer method="post" action="/sent/">{{ csrf_input }}
<div class="modes"><label><input type="radio" name="kind" value="reply" checked>Reply</label>
<label><input type="radio" name="kind" value="note">Note</label></div>
<textarea name="body" aria-label="Text"></textarea></form>{% endblock %}"""


ROWS = """{% extends "ui/desk.html" %}{% block list %}<div class="bar"><h1>All open</h1></div>
{% if earlier %}<div class="older"><a href="/rows/?page={{ earlier }}" data-older="rows" data-above>
Earlier</a></div>{% endif %}<div data-live-part="rows" data-live-gentle>
<ul id="rows" data-rows data-list="page={{ number }}">{% for name in names %}
<li class="ticket"{% if request.path == "/rows/" ~ name ~ "/" %} aria-current="true"{% endif %}>
<span class="subject"><a href="/rows/{{ name }}/?page={{ number }}">{{ name }}</a></span></li>{% endfor %}
</ul></div>{% if later %}
<div class="older"><a href="/rows/?page={{ later }}&again" data-older="rows">More</a></div>
{% endif %}{% endblock %}"""
SETTINGS = """{% extends "ui/console.html" %}{% block content %}
<form class="settings" data-settings data-draft-url="/settings/draft/" method="post" action="/sent/">
{{ csrf_input }}
<div class="control"><label>Name <input id="id_name" name="name" value="Northwind"></label></div>
<label>Key <input type="password" name="key"></label><label><input type="checkbox" name="on">On</label>
<div data-colour><input name="colour" aria-label="Colour" value="#056d79"><input type="color" value="#056d79"
 aria-label="Pick"><span class="btn accent" data-sample>Sample</span><span data-words="White: {n}"></span>
</div>
<div class="save-bar"><button>Publish</button>
<button formaction="/sent/?end" data-discard hidden>Discard</button>
<span role="status" data-changes data-failed="Not kept yet"></span></div></form>
<section class="previewing" data-preview="/preview/x/">
<a href="?" data-set="who" data-value="visitor" aria-current="true">V</a>
<a href="?" data-set="who" data-value="customer">C</a>
<a href="?" data-set="theme" data-value="light" aria-current="true">Light</a>
<a href="?" data-set="theme" data-value="dark">Dark</a>
<a href="?" data-set="device" data-value="desktop" aria-current="true">D</a>
<a href="?" data-set="language" data-value="en" aria-current="true">E</a>
<a href="?" data-place="/seen/" data-of="panel" aria-current="true">Form</a>
<a href="?" data-place="/list/" data-of="panel" data-who="customer">List</a>
<div class="preview-stage"><iframe name="shown" title="Shown" src="/preview/x/visitor-light-en/seen/">
</iframe></div></section>
{% endblock %}"""


def shown(request: HttpRequest, source: str, page: Page = PAGE, **context: Any) -> HttpResponse:
    template = engines["jinja2"].from_string(source)
    return HttpResponse(template.render({"page": page, **context}, request))


def form(request: HttpRequest) -> HttpResponse:
    return shown(request, FORM, form=Request())


class Wrong(Request):
    """With a field of boxes; what is typed is one of them or nothing."""

    message = forms.CharField(label="Message", help_text="What happened")
    agreed = forms.MultipleChoiceField(
        label="Agreed", choices=[("a", "Terms"), ("b", "Prices")], widget=forms.CheckboxSelectMultiple
    )


def wrong(request: HttpRequest) -> HttpResponse:
    """The form as the server gives it back when it was sent empty."""
    return shown(request, WRONG, form=Wrong({"department": "1"}))


def files(request: HttpRequest) -> HttpResponse:
    """As the form comes back with what was uploaded, in the language that is asked for."""
    uploaded = [
        {"token": "t", "name": f"orders-{size}.csv", "size": int(size)}
        for size in request.GET.getlist("size")
    ]
    with translation.override(request.GET["language"]):
        return shown(request, FILES, uploaded=uploaded)


WRONG_NAME = "Mallory"


class Profile(forms.Form):
    name = forms.CharField(label="Name", initial="Alice Lake", required=False)
    company = forms.CharField(label="Company", required=False)
    theme = forms.ChoiceField(label="Appearance", choices=[("", "As my device"), ("dark", "Dark")])
    language = forms.ChoiceField(label="Language", choices=[("", "As my browser"), ("de", "Deutsch")])


def profile(request: HttpRequest) -> HttpResponse:
    return shown(request, PROFILE, form=Profile())


def profile_fields(request: HttpRequest) -> HttpResponse:
    if request.POST.get("name") == WRONG_NAME:
        return JsonResponse({"error": "Write another name."}, status=422)
    received.append({name: request.POST.getlist(name) for name in request.POST})
    saved.set()
    return JsonResponse({"saved": "Saved.", "reload": "Neu laden" if "language" in request.POST else ""})


def sent(request: HttpRequest) -> HttpResponse:
    received.append({name: request.POST.getlist(name) for name in request.POST})
    return shown(request, SENT)


def upload(request: HttpRequest) -> HttpResponse:
    file = request.FILES["file"]
    assert not isinstance(file, list)
    uploaded.append(str(file.name))
    return JsonResponse({"token": f"token-of-{file.name}", "name": file.name, "size": file.size}, status=201)


def challenge(request: HttpRequest) -> HttpResponse:
    salt = "salt?expires=1"
    hashed = hashlib.sha256(f"{salt}{NUMBER}".encode()).hexdigest()
    facts = {"algorithm": "SHA-256", "challenge": hashed, "salt": salt, "maxnumber": 10_000, "signature": "s"}
    return JsonResponse(facts)


def proven(payload: str) -> int:
    return int(json.loads(base64.b64decode(payload))["number"])


def code(request: HttpRequest) -> HttpResponse:
    return shown(request, CODE)


def thread(request: HttpRequest) -> HttpResponse:
    return shown(request, THREAD, Page(brand=Brand("Northwind"), live_url="/live/"))


def thread_by_link(request: HttpRequest) -> HttpResponse:
    return shown(request, THREAD)


def newer(request: HttpRequest) -> HttpResponse:
    after = int(request.GET["after"])
    may_answer.wait(10)
    return HttpResponse(f'<li data-message="{after + 1}">After {after}</li>')


def rows(request: HttpRequest) -> HttpResponse:
    """Three pages of thirty rows; one that was opened stands in a page of its own."""
    number = int(request.GET.get("page", "1"))
    first = 30 * (number - 1) - (2 if "again" in request.GET else 0)  # two came meanwhile
    return shown(
        request,
        ROWS,
        Page(brand=Brand("Northwind"), live_url="/live/" if "live" in request.GET else ""),
        names=[f"Row {n + 1}" for n in range(max(first, 0), first + 30)],
        number=number,
        earlier=number - 1,
        later=number + 1 if number < 3 else 0,
    )


def live(request: HttpRequest) -> HttpResponseBase:
    facts: queue.Queue[dict[str, Any] | None] = queue.Queue()
    streams.append(facts)

    def lines() -> Iterator[str]:
        yield ": open\n\n"
        heard.set()
        while (fact := facts.get()) is not None:
            yield f"event: fact\ndata: {json.dumps(fact)}\n\n"

    return StreamingHttpResponse(lines(), content_type="text/event-stream")


def desk(request: HttpRequest) -> HttpResponse:
    return shown(request, DESK, Page(brand=Brand("Northwind"), keys=request.GET.get("keys") != "off"))


def settings_draft(request: HttpRequest) -> HttpResponse:
    """Keeps what came, without secrets; a name without letters is wrong."""
    assert "key" not in request.POST
    kept = [name for name in ("name", "on") if request.POST.get(name, "") not in ("", "Northwind")]
    wrong = {} if request.POST["name"] else {"name": "This is needed."}
    return JsonResponse({"changes": len(kept), "words": f"{len(kept)} kept" if kept else "", "wrong": wrong})


def previewed(request: HttpRequest, look: str, place: str) -> HttpResponse:
    response = HttpResponse(f"<!doctype html><title>P</title><p>{place} as {look}</p>")
    response.headers["Content-Security-Policy"] = "frame-ancestors 'self'"
    return response


def settings(request: HttpRequest) -> HttpResponse:
    return shown(request, SETTINGS)


urlpatterns = [
    path("settings/", settings),
    path("settings/draft/", settings_draft),
    path("preview/x/<str:look>/<str:place>/", previewed),
    path("form/", form),
    path("wrong/", wrong),
    path("files/", files),
    path("profile/", profile),
    path("profile/fields/", profile_fields),
    path("sent/", sent),
    path("uploads/", upload),
    path("challenge/", challenge),
    path("code/", code),
    path("thread/", thread),
    path("link/", thread_by_link),
    path("newer/", newer),
    path("live/", live),
    path("desk/", desk),
    path("rows/", rows),
    path("rows/<str:name>/", lambda request, name: rows(request)),
]
