"""Groups of choices, of the workspace or of a panel: how a file says them, and what it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from smartai.config.articles.attached import NotAttached
from smartai.config.as_code.pictures import picture_at, stored_logo
from smartai.config.as_code.plan import Picture, Plan
from smartai.config.as_code.reasons import tell, unknown
from smartai.config.as_code.references import NoReference, resolved
from smartai.core.departments.models import Department
from smartai.core.tickets.models import Priority
from smartai.core.workspace.choices import GROUPS
from smartai.core.workspace.groups import Group, Protection
from smartai.foundation.captcha.registry import OUTSIDE
from smartai.lib.yaml_tree import Path

DEFAULTS: Mapping[str, type[Department] | type[Priority]] = {
    "default_department": Department,
    "default_priority": Priority,
}
"""Choices that are stored as a key and said by name; empty is 0."""


@dataclass
class Wanted:
    """What a group will hold: ``values`` as they are stored, and those that are known only later."""

    values: dict[str, Any] = field(default_factory=dict)
    later: dict[str, Callable[[], Any]] = field(default_factory=dict)
    picture: Picture | None = None

    def now(self) -> dict[str, Any]:
        """When everything that it names is there."""
        logo = {"logo": self.picture.stored.key} if self.picture and self.picture.stored else {}
        return self.values | {name: found() for name, found in self.later.items()} | logo


def group_of(plan: Plan, name: Any, path: Path, among: tuple[str, ...]) -> type[Group] | None:
    """None, and a problem, where there is no such group."""
    if name in among:
        return GROUPS[name]
    where = "a panel decides nothing of that" if name in GROUPS else unknown(str(name), among)
    plan.wrong((*path, name), where, at_key=True)
    return None


def plan_group(
    plan: Plan, path: Path, stored: Mapping[str, Any], said: Any, *, own: Mapping[str, Any] | None = None
) -> Wanted:
    """Of the group that ``path`` ends with. ``stored`` is what holds; ``own`` what a panel decides itself,
    where that is another thing. Nothing is wanted where something is wrong.
    """
    name = str(path[-1])
    group, held = GROUPS[name], stored if own is None else own
    wanted = Wanted()
    if not isinstance(said, dict):
        plan.wrong(path, f"{name} has lines like “name: value” below it")
        return wanted
    for one in said:
        if one not in group.model_fields:
            plan.wrong((*path, one), unknown(one, group.model_fields), at_key=True)
        else:
            _take(plan, (*path, one), held, said[one], wanted)
    known = {one: value for one, value in wanted.values.items() if one in group.model_fields}
    try:
        after = group(**{**stored, **known}).model_dump(mode="json")
    except ValidationError as error:
        tell(plan, error, path)
        return Wanted()
    wanted.values = {one: after[one] for one in known}
    where = tuple(_named(plan, path))
    for one in said:
        if one in group.secrets:
            _tell_secret(plan, (*where, one), held.get(one), wanted.values.get(one, held.get(one)))
        elif one in wanted.values or one in wanted.later or (one == "logo" and wanted.picture):
            _tell(plan, (*where, one), held, wanted)
    if isinstance(checked := group(**after), Protection) and any(
        stored.get(one) != after[one] for one in known
    ):
        _refuse_without_keys(plan, path, checked)
    return wanted


def said_of(name: str, value: Any) -> Any:
    """A stored value as a file says it; secrets and pictures are said elsewhere."""
    if name in DEFAULTS:
        row = DEFAULTS[name].objects.filter(pk=value or 0).first()
        return str(getattr(row, "name", ""))
    return value


def _take(plan: Plan, path: Path, held: Mapping[str, Any], words: Any, wanted: Wanted) -> None:
    name = str(path[-1])
    if name in GROUPS[str(path[-2])].secrets:
        _take_secret(plan, path, held, words, wanted)
    elif name == "logo" and words:
        _take_picture(plan, path, held, words, wanted)
    elif name in DEFAULTS:
        _take_name(plan, path, words, wanted)
    else:
        wanted.values[name] = words


def _take_secret(plan: Plan, path: Path, held: Mapping[str, Any], words: Any, wanted: Wanted) -> None:
    name = str(path[-1])
    try:
        secret = resolved(words if isinstance(words, str) else "?", plan.root)
    except NoReference as problem:
        plan.wrong(path, f"{name}: {problem}")
        return
    if secret is None and held.get(name):
        plan.notices.append(f"{'.'.join(_named(plan, path))}: nothing is at {words}; what is saved stays")
    elif secret is not None:
        wanted.values[name] = secret


def _take_picture(plan: Plan, path: Path, held: Mapping[str, Any], words: Any, wanted: Wanted) -> None:
    try:
        picture = picture_at(plan.root, str(words))
    except NotAttached as problem:
        plan.wrong(path, f"logo: {problem}")
        return
    known = stored_logo(str(held.get("logo", "")))
    if known and known.sha256 == picture.sha256:
        wanted.values["logo"] = known.key
    else:
        wanted.picture = picture
        plan.pictures.append(picture)


def _take_name(plan: Plan, path: Path, words: Any, wanted: Wanted) -> None:
    """A department or priority, which the same file may make."""
    name, rows = str(path[-1]), DEFAULTS[str(path[-1])]
    known: Mapping[str, int | None] = plan.departments if rows is Department else plan.priorities
    if not isinstance(words, str) or (words and words not in known):
        plan.wrong(path, f"there is no {rows.__name__.lower()} of this name")
    elif words and known[words] is None:
        wanted.later[name] = lambda: Department.objects.get(name=words).pk
    else:
        wanted.values[name] = known[words] if words else 0


def _tell(plan: Plan, where: tuple[str, ...], held: Mapping[str, Any], wanted: Wanted) -> None:
    name = where[-1]
    if name == "logo":
        before = stored_logo(str(held.get("logo", "")))
        old = before.sha256 if before else ""
        new = wanted.picture.sha256 if wanted.picture else old if wanted.values["logo"] else ""
        if old != new:
            plan.change(*where, before=_picture(old), after=_picture(new))
        return
    after = wanted.values.get(name, "")
    if name in wanted.later or (name in held and held[name] != after) or name not in held:
        shown = (held.get(name, None), after)
        if name in DEFAULTS:
            shown = (_by_name(plan, name, shown[0]), _by_name(plan, name, after, new=name in wanted.later))
        if shown[0] != shown[1]:
            plan.change(*where, before=shown[0], after=shown[1])


def _picture(sha256: str) -> str:
    return f"picture {sha256[:8]}" if sha256 else ""


def _by_name(plan: Plan, name: str, key: Any, *, new: bool = False) -> str:
    if new:
        return "(made by this file)"
    words = str(said_of(name, key))
    return plan.renamed.get(words, words)


def _tell_secret(plan: Plan, where: tuple[str, ...], before: Any, after: Any) -> None:
    """That it is another one, and not which."""
    if (before or "") != (after or ""):
        plan.change(*where, before="(saved)" if before else "", after="(another one)" if after else "")


def _named(plan: Plan, path: Path) -> list[str]:
    """``panels, 0, choices, brand`` as people call it: with the panel's name."""
    if path[0] != "panels":
        return [str(part) for part in path[1:]] if path[0] == "choices" else [str(part) for part in path]
    row = plan.tree.value["panels"][path[1]]
    called = row.get("name") or row.get("key") or "" if isinstance(row, dict) else ""
    return ["panels", str(called), *(str(part) for part in path[3:])]


def _refuse_without_keys(plan: Plan, path: Path, after: Protection) -> None:
    """A check that cannot work is not switched on."""
    if after.check in OUTSIDE and not (after.keys.site_key and after.keys.secret):
        plan.wrong((*path, "check"), f"{after.check} needs both of its keys, the site key and the secret")
