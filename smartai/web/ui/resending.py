"""A form that could not be taken now comes back with what was typed, to be sent once more."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

UNSHOWN = frozenset({"csrfmiddlewaretoken"})
SECRET = frozenset({"password"})
TITLES = frozenset({"title"})
LETTERS = frozenset({"message", "text"})
LONG = 80  # characters from which words in other fields are shown, not only carried


@dataclass(frozen=True)
class Typed:
    """One value of the form. A secret one is asked for again instead of being written into the page."""

    name: str
    text: str

    @property
    def is_secret(self) -> bool:
        return self.name in SECRET

    @property
    def is_title(self) -> bool:
        return self.name in TITLES and self.text != ""

    @property
    def is_shown(self) -> bool:
        """What people write, and not what the page itself put into the form, which has no spaces."""
        is_letter = self.name in LETTERS and self.text != ""
        return is_letter or "\n" in self.text or (len(self.text) > LONG and " " in self.text)


def send_again_page(
    request: HttpRequest, template: str, status: int, *, sign_in_url: str = ""
) -> HttpResponse:
    """The page with the form; without one when nothing was sent, or when what was sent can't be read."""
    context = {
        "typed": typed_in(request),
        "lost_files": _names_of_files(request),
        "sign_in_url": sign_in_url,
        "action": request.get_full_path(),
    }
    response = render(request, template, context, status=status)
    add_never_cache_headers(response)
    return response


def typed_in(request: HttpRequest) -> list[Typed]:
    try:
        lists = list(request.POST.lists())
    except Exception:  # what kept the form from being read the first time does so again
        return []
    return [Typed(name, str(text)) for name, texts in lists if name not in UNSHOWN for text in texts]


def _names_of_files(request: HttpRequest) -> list[str]:
    """Fields of files that came with the form: a page can't carry them, they must be chosen again."""
    try:
        return [name for name, files in request.FILES.lists() if any(file.size for file in files)]
    except Exception:  # as above
        return []
