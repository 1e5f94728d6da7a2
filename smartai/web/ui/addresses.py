"""Addresses of pages by their names."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from django.urls import get_script_prefix, reverse


def url(name: str, /, *args: Hashable, **kwargs: Hashable) -> str:
    """As Django's ``reverse``, but remembered: every page names the same ones again and again."""
    return _address(get_script_prefix(), name, args, tuple(kwargs.items()))


@lru_cache(maxsize=2048)
def _address(
    prefix: str, name: str, args: tuple[Hashable, ...], kwargs: tuple[tuple[str, Hashable], ...]
) -> str:
    return reverse(name, args=args, kwargs=dict(kwargs))
