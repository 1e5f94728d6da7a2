"""What the page of name and look says beside its fields."""

from __future__ import annotations

import re
from typing import Any

from smartai.lib.colour import brand_colours
from smartai.web.console.forms.group import GroupForm
from smartai.web.console.preview import Preview
from smartai.web.ui.page import Brand


def look_words(form: GroupForm, preview: Preview, known: Brand) -> dict[str, Any]:
    """The colour and how well white is read on it, the picture and whether there is one."""
    typed, stored = str(form["colour"].value() or ""), form.shown()
    colour = typed if re.fullmatch(r"#[0-9a-fA-F]{6}", typed) else stored["colour"]
    drafted = form.draft.values.get("logo") if form.draft else None
    return {
        "shown_colour": colour,
        "colours": brand_colours(colour),
        "has_logo": bool(stored["logo"] or drafted),
        "no_logo": drafted == "" or bool(form.data.get("no_logo")),
        "look": preview.look_of(known),
    }
