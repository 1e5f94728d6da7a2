from __future__ import annotations

from smartai.web.help.machines import Told
from smartai.web.ui.page import Page
from smartai.web.ui.visitors import VisitorRequest


def help_frame(request: VisitorRequest, page: Page, told: Told | None = None) -> dict[str, object]:
    """What the templates of all help pages need; ``told`` is for pages that machines may know."""
    person = request.visitor.person
    return {
        "page": page,
        "query": "",
        "told": told,
        "for_team": bool(person and person.is_team),
        "may_write": bool(person and person.is_agent),
    }
