"""A form that is sent twice is one letter; with other words or files in it, it is another one."""

from __future__ import annotations

import json

from django.http import HttpRequest

from smartai.foundation.accounts.secrets import hashed

VOLATILE = frozenset({"csrfmiddlewaretoken", "last_message_id", "proof"})


def key_of_form(request: HttpRequest, key: str, *scope: object) -> str | None:
    """What is remembered of a form: who sent it where (``scope``), its random key and all it carries.

    None for a form without a key. Going back in the browser brings the old key with new words: those must
    not be taken for what was sent already.
    """
    if not key:
        return None
    words = {name: texts for name, texts in request.POST.lists() if name not in VOLATILE}
    files = [(file.name, file.size) for files in dict(request.FILES.lists()).values() for file in files]
    return hashed(json.dumps([scope, key, words, files], default=str, sort_keys=True))
