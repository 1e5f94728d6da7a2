from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from smartai.core.workspace.groups.group import Group, Line, fact


class Side(StrEnum):
    END = "end"
    START = "start"


class Widget(Group):
    """The panel inside other web sites: its button, and who may write there."""

    about = _("The panel inside other web sites: its button, where it stands, and who may write there.")

    launcher: Line = fact(
        "",
        _("Button"),
        _("Words of the button on your site; empty says “Help”, in the reader's language."),
        max_length=30,
    )
    side: Side = fact(Side.END, _("Side"), _("Where the button stands: where lines end or begin."))
    inline_offset: int = fact(
        20, _("Distance from the side"), _("In pixels, from the edge of the window."), ge=0, le=400
    )
    block_offset: int = fact(
        20, _("Distance from below"), _("In pixels, from the lower edge of the window."), ge=0, le=400
    )
    home: bool = fact(
        True,
        _("Home"),
        _("It opens with a greeting, a search, the newest request and articles; off opens with the form."),
    )
    require_identity: bool = fact(
        False,
        _("Only people whom the site names"),
        _("Nobody writes in the embedded panel without a signed token of your site; our server checks it."),
    )
