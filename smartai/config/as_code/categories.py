from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated

from django.conf import settings
from pydantic import AfterValidator, Field

from smartai.config.as_code.plan import Plan, Stage
from smartai.config.as_code.reasons import unknown
from smartai.config.as_code.section import Match, Row, Section
from smartai.core.knowledge.actions import change_category, make_category, order_categories
from smartai.core.knowledge.models import Category, FormerCategoryAddress
from smartai.core.workspace.groups.group import Line

Slug = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,100}$")]


def _said(names: dict[str, str]) -> dict[str, str]:
    return {code: name for code, name in names.items() if name}


class CategoryRow(Row):
    slug: Slug
    name: Line = Field(default="", max_length=80)
    names: Annotated[dict[str, Line], AfterValidator(_said)] = {}
    parent: Slug | str = ""


class Categories(Section[CategoryRow, Category]):
    """Headings of the help pages, known by their address; articles themselves are files of their own."""

    name = "categories"
    row = CategoryRow

    def known(self) -> Sequence[Category]:
        """Each with its children behind it."""
        rows = list(Category.objects.select_related("parent").order_by("position", "name"))
        return [
            one
            for top in rows
            if top.parent_id is None
            for one in (top, *(child for child in rows if child.parent_id == top.pk))
        ]

    def as_row(self, model: Category, plan: Plan | None = None) -> CategoryRow:
        return CategoryRow.model_construct(
            slug=model.slug,
            name=model.name,
            names=dict(sorted(model.names.items())),
            parent=model.parent.slug if model.parent else "",
        )

    def key(self, row: CategoryRow) -> str:
        return row.slug

    def save(self, model: Category | None, row: CategoryRow, plan: Plan) -> Category:
        parent = Category.objects.get(slug=row.parent) if row.parent else None
        if model is None:
            model = make_category(row.name, by=plan.by, parent=parent)
        return change_category(
            model, by=plan.by, name=row.name, names=row.names, slug=row.slug, parent=parent
        )

    def order(self, matches: list[Match[CategoryRow, Category]], plan: Plan) -> None:
        """Beside each other, under each parent."""
        parents = list(dict.fromkeys(match.after.parent for match in matches))
        for parent in parents:
            beside = [match for match in matches if match.after.parent == parent]
            wanted = [match.after.slug for match in beside]
            stay = [match.before.slug for match in beside if match.before and match.before.parent == parent]
            stand = [one.slug for one in self.known() if one.slug in set(stay)]
            if stand != stay:
                plan.change(self.name, parent or "on top", "order", before=stand, after=wanted)
            if stand != stay or len(stay) != len(wanted):
                plan.do(Stage.ORDER, partial(self._order, wanted, plan))

    def _order(self, wanted: list[str], plan: Plan) -> None:
        rows = {row.slug: row for row in Category.objects.filter(slug__in=wanted).select_related("parent")}
        order_categories([rows[slug] for slug in wanted], by=plan.by)

    def check(self, matches: list[Match[CategoryRow, Category]], rest: list[Category], plan: Plan) -> None:
        rows = {one.slug: self.as_row(one) for one in rest} | {one.after.slug: one.after for one in matches}
        former = dict(FormerCategoryAddress.objects.values_list("slug", "category__slug"))
        here: dict[tuple[str, str], str] = {
            (row.parent, row.name): row.slug for row in map(self.as_row, self.known())
        }
        above = {row.parent for row in rows.values()}
        seen: set[str] = set()
        for match in matches:
            at, row = (self.name, match.at), match.after
            if row.slug in seen:
                plan.wrong((*at, "slug"), f"{row.slug} is there twice")
            seen.add(row.slug)
            if not row.name:
                plan.wrong((*at, "name"), "a category has a name")
            if row.parent and (row.parent not in rows or rows[row.parent].parent or row.slug in above):
                reason = (
                    "there are two levels" if row.parent in rows else f"there is no category {row.parent}"
                )
                plan.wrong((*at, "parent"), reason)
            other = here.setdefault((row.parent, row.name), row.slug)
            if other != row.slug:
                plan.wrong((*at, "name"), f"{other} has this name beside it")
            if former.get(row.slug, row.slug) != row.slug:
                plan.wrong((*at, "slug"), f"this is a former address of {former[row.slug]}")
            for code in row.names:
                if code not in dict(settings.LANGUAGES):
                    known = [code for code, _name in settings.LANGUAGES]
                    plan.wrong((*at, "names", code), unknown(code, known), at_key=True)
        matches.sort(key=lambda match: match.after.parent != "")  # those on top are made first

    def _end(self, rest: list[Category], plan: Plan) -> None:
        """Removing one asks where its articles go: that is done in the product."""
        plan.left[self.name] = len(rest)
