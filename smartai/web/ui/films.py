"""Pages with help articles play the articles' own videos; all others of ours play nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from csp.constants import SELF
from django.http import HttpResponseBase

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def lets_play(view: Callable[P, R]) -> Callable[P, R]:
    """Beside what else the view lets in: a company that tells people from robots, for one."""

    @wraps(view)
    def playing(*args: P.args, **kwargs: P.kwargs) -> R:
        response = view(*args, **kwargs)
        let_in = getattr(response, "_csp_update", {})
        response._csp_update = {**let_in, "media-src": [SELF]}  # type: ignore[attr-defined]  # django-csp reads it
        return response

    return playing
