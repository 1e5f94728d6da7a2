"""Names in braces and what stands for them: a flat list, and no template engine over stored text."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Final

_PLACEHOLDER: Final = re.compile(r"\{\{?\s*(\w{1,20})\s*\}?\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with a value for each ``{name}`` or ``{{name}}``; a name that is not known stays as written.

    What is put in is not read for names again.
    """
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def unknown_names(text: str, known: Container[str]) -> list[str]:
    """Names in braces that nothing stands for, in the order of the text."""
    return [name for name in dict.fromkeys(_PLACEHOLDER.findall(text)) if name not in known]
