"""Programs that owners copy. They are files of their own: what the page shows is what the tests run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FILES: Final = {
    "Python": "identity_token.py",
    "PHP": "identity_token.php",
    "Node.js": "identity_token.mjs",
    "Ruby": "identity_token.rb",
    "Go": "identity_token.go",
    "C#": "IdentityToken.cs",
    "Java": "IdentityToken.java",
}
_PANEL: Final = "pk_PANEL"
_KEY: Final = "k_KEY"


@dataclass(frozen=True)
class Example:
    language: str
    name: str
    code: str


def identity_examples(panel: str, kid: str) -> list[Example]:
    """With the panel's key and a key's id in their place; the secret is read from the environment."""
    return [Example(language, name, _code(name, panel, kid)) for language, name in _FILES.items()]


def _code(name: str, panel: str, kid: str) -> str:
    code = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return code.replace(_PANEL, panel).replace(_KEY, kid)
