"""The public parts of the keys by which sites say who somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from smartai.config.as_code.plan import Plan, Stage
from smartai.core.identities.actions import create_key, retire_key
from smartai.core.identities.actions.keys import MOST_LIVE
from smartai.core.identities.models import IdentityKey
from smartai.core.workspace.models import SupportPanel
from smartai.lib.site_keys import Algorithm, UnfitKey, fingerprint, public_pem
from smartai.lib.yaml_tree import Path


class KeyRow(BaseModel):
    """A shared secret is not in the file: it comes of the installation's secret and the key's id, and the
    ``fingerprint`` tells whether it comes to the same here.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^k_[a-z0-9_-]{4,22}$")
    algorithm: Algorithm
    public_key: str = Field(default="", max_length=4_000)
    fingerprint: str = Field(default="", pattern=r"^([0-9a-f]{16})?$")


def written_keys(panel: SupportPanel) -> list[dict[str, Any]]:
    """The oldest first. Retired ones open nothing any more, and are not written."""
    return [
        {
            "id": key.kid,
            "algorithm": key.algorithm,
            "public_key": key.public_key,
            "fingerprint": key.fingerprint,
        }
        for key in _live(panel)
    ]


def plan_keys(
    plan: Plan, path: Path, rows: Sequence[KeyRow], panel: SupportPanel | None, called: str
) -> None:
    """``path`` leads to the list; ``panel`` is None for one that the file makes."""
    there = {key.kid: key for key in IdentityKey.objects.filter(kid__in=[row.id for row in rows])}
    named: set[str] = set()
    new = 0
    for at, row in enumerate(rows):
        known = there.get(row.id)
        if row.id in named:
            plan.wrong((*path, at, "id"), f"{row.id} is there twice")
        elif known is None:
            new += _plan_new(plan, (*path, at), row, called)
        else:
            _compare(plan, (*path, at), row, known, panel)
        named.add(row.id)
    others = [key for key in _live(panel) if key.kid not in named] if panel else []
    for key in others if plan.prune else ():
        plan.change("panels", called, "identity_keys", key.kid, before="retired")
        plan.do(Stage.ENDS, partial(retire_key, key, by=plan.by))
    kept = len(_live(panel)) - (len(others) if plan.prune else 0) if panel else 0
    if new and kept + new > MOST_LIVE:
        plan.wrong(path, f"a panel has at most {MOST_LIVE} keys at a time; retire one first")


def _live(panel: SupportPanel) -> list[IdentityKey]:
    return list(IdentityKey.objects.filter(panel=panel, retired_at=None).order_by("pk"))


def _plan_new(plan: Plan, path: Path, row: KeyRow, called: str) -> bool:
    if row.algorithm is Algorithm.HS256:
        if fingerprint(IdentityKey(kid=row.id).secret) != row.fingerprint:
            plan.notices.append(
                f"{called}: the shared secret {row.id} is another installation's; make a new key there"
            )
            return False
    else:
        try:
            public_pem(row.algorithm, row.public_key)
        except UnfitKey:
            plan.wrong((*path, "public_key"), f"this is no public key for {row.algorithm.value}")
            return False
    plan.change("panels", called, "identity_keys", row.id, after=row.algorithm.value)
    plan.do(Stage.PANELS, partial(_create, plan, path, row))
    return True


def _create(plan: Plan, path: Path, row: KeyRow) -> None:
    """The panel may have been made by an earlier step: it is found by the key that the file gives it."""
    said = plan.tree.value["panels"][path[1]]
    of_file = SupportPanel.objects.filter(key=said.get("key", ""))
    panel = of_file.first() or SupportPanel.objects.get(is_default=True)
    create_key(panel, row.algorithm, by=plan.by, public_key=row.public_key, kid=row.id)


def _compare(plan: Plan, path: Path, row: KeyRow, known: IdentityKey, panel: SupportPanel | None) -> None:
    if panel is None or known.panel_id != panel.pk:
        plan.wrong((*path, "id"), f"{row.id} is a key of another panel")
    elif known.retired_at:
        plan.wrong((*path, "id"), f"{row.id} was retired, and stays so; make a new key")
    elif known.algorithm != row.algorithm.value or _pem(row) != known.public_key:
        plan.wrong((*path, "id"), f"{row.id} is another key here; a new one needs an id of its own")


def _pem(row: KeyRow) -> str:
    try:
        return "" if row.algorithm is Algorithm.HS256 else public_pem(row.algorithm, row.public_key)
    except UnfitKey:
        return "?"
