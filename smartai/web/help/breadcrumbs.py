from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from smartai.core.knowledge.models import Category
from smartai.web.ui.page import Page


@dataclass(frozen=True)
class Crumb:
    name: str
    url: str


def crumbs_to(category: Category | None, page: Page) -> list[Crumb]:
    """From the beginning of the help pages to the category, which its ``parent`` was fetched with."""
    trail = [category.parent, category] if category else []
    return [
        Crumb(page.labels["help_articles"], reverse("help:home")),
        *(
            Crumb(one.name_in(page.language), reverse("help:category", kwargs={"slug": one.slug}))
            for one in trail
            if one
        ),
    ]
