from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator, Field

from smartai.config.as_code.plan import Plan
from smartai.config.as_code.section import Match, Row, Section
from smartai.core.tickets.actions import archive_tag, change_tag, create_tag, restore_tag, tag_name
from smartai.core.tickets.models import Hue, Tag
from smartai.core.workspace.groups.group import Line
from smartai.foundation.accounts.actors import Actor


def _hue(words: str) -> str:
    if words and words not in Hue.values:
        raise ValueError(f"there are {', '.join(Hue.values)}, and none")
    return words


class TagRow(Row):
    name: Annotated[Line, AfterValidator(tag_name)] = Field(min_length=1, max_length=40)
    hue: Annotated[str, AfterValidator(_hue)] = ""


class Tags(Section[TagRow, Tag]):
    """Archived ones are not written; one that the file names is offered again."""

    name = "tags"
    row = TagRow

    def known(self) -> Sequence[Tag]:
        return list(Tag.objects.kept())

    def as_row(self, model: Tag, plan: Plan | None = None) -> TagRow:
        return TagRow.model_construct(name=model.name, hue=model.hue)

    def key(self, row: TagRow) -> str:
        return row.name

    def key_before(self, row: TagRow) -> str:
        return tag_name(row.was or "")

    def save(self, model: Tag | None, row: TagRow, plan: Plan) -> Tag:
        if model is None:
            model = Tag.objects.exclude(archived_at=None).filter(name=row.name).first()
            if model is None:
                return create_tag(row.name, by=plan.by, hue=row.hue)
            restore_tag(model, by=plan.by)
        if (model.name, model.hue) != (row.name, row.hue):
            change_tag(model, by=plan.by, name=row.name, hue=row.hue)
        return model

    def end(self, model: Tag, by: Actor) -> None:
        archive_tag(model, by=by)

    def check(self, matches: list[Match[TagRow, Tag]], rest: list[Tag], plan: Plan) -> None:
        taken = {one.name for one in rest}
        archived = set(Tag.objects.exclude(archived_at=None).values_list("name", flat=True))
        for match in matches:
            at, name = (self.name, match.at, "name"), match.after.name
            if not name:
                plan.wrong(at, "a tag has a name, without commas")
            elif name in taken:
                plan.wrong(at, "another tag has this name")
            elif match.model is not None and name in archived:
                plan.wrong(at, "an archived tag has this name")
            taken.add(name)
