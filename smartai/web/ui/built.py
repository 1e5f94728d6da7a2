"""Where Vite put what it built: source name to hashed file name."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static

BUILT = Path(__file__).parent / "static" / "ui" / "built"


def built_url(name: str) -> str:
    """The address of ``panel.css``, ``panel.ts``, ``desk.css`` or ``desk.ts`` as it was built."""
    entry = name.split(".")[0]
    try:
        return static(f"ui/built/{_files(entry)[f'src/{name}']}")
    except KeyError:
        raise ImproperlyConfigured(f"The front end has no entry {name}.") from None


@cache
def built_text(name: str) -> str:
    """A file of one name that another site loads: ``embed.js``, ``embed.d.ts``."""
    try:
        return (BUILT / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ImproperlyConfigured("The front end is not built yet. Run: make build") from None


@cache
def _files(entry: str) -> dict[str, str]:
    try:
        manifest = json.loads((BUILT / f"{entry}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ImproperlyConfigured("The front end is not built yet. Run: make build") from None
    return {source: chunk["file"] for source, chunk in manifest.items()}
