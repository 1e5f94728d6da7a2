"""What tells a form that is sent twice from one that was changed meanwhile."""

from __future__ import annotations

from django.http import HttpRequest

from smartai.foundation.accounts.secrets import hashed

CHANGES_BY_ITSELF = frozenset({"csrfmiddlewaretoken", "proof", "form_start", "key"})


def form_key(request: HttpRequest, *secrets: object) -> str:
    """The same for the same words and files of a form that was opened once (``secrets``), 64 characters.

    Somebody who goes back, writes something else and sends it means another letter: it has another key.
    """
    words = [
        (name, request.POST.getlist(name)) for name in sorted(request.POST) if name not in CHANGES_BY_ITSELF
    ]
    files = sorted((file.name, file.size) for file in request.FILES.getlist("files"))
    return hashed(repr((*secrets, words, files)))
