from __future__ import annotations

from typing import Any

from smartai.core.knowledge.models import Category


def told_of(category: Category) -> dict[str, Any]:
    """What facts say of a category; its place among others has facts of its own."""
    return {
        "name": category.name,
        "names": category.names,
        "slug": category.slug,
        "parent": category.parent_id,
    }
