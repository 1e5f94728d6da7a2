"""All settings as one file: stable, in words, without secrets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from django.utils import translation

from smartai.config.articles.folder import write_file
from smartai.config.as_code.document import FORMAT, SECTIONS
from smartai.config.as_code.groups import DEFAULTS, said_of
from smartai.config.as_code.identity_keys import written_keys
from smartai.config.as_code.panels import Panels
from smartai.config.as_code.pictures import write_picture
from smartai.config.as_code.providers import Providers, written_providers
from smartai.config.as_code.references import is_reference, reference_to
from smartai.config.as_code.writing import Choice, Lines
from smartai.core.workspace.choices import GROUPS, parsed
from smartai.core.workspace.models import SupportPanel, Workspace
from smartai.lib.yaml_tree import LARGEST, read_tree
from smartai.web.console.frame import TITLES

HEAD: Final = (
    "All settings of this help desk. What may stand here: docs/guide/settings-as-code.md",
    "See what an import would change: smartai settings diff FILE",
)
OPTIONS: Final = re.compile(r"\^\(([a-z0-9|-]+)\)\$")


class NotOurs(Exception):
    """Another file has the name already."""


@dataclass
class Exported:
    changed: bool
    lost: list[str] = field(default_factory=list)
    """Logos whose bytes are gone; the file says nothing of them."""


def export_to(file: Path) -> Exported:
    """Writes it whole, with its logos beside it. References to secrets in a file of this name stay.

    Raises ``NotOurs`` when that is no file of settings, ``OSError``.
    """
    with translation.override("en"):
        writer = _Writer(file, _references_in(file))
        text = writer.text()
    return Exported(write_file(file.parent, file.name, text), writer.lost)


def _references_in(file: Path) -> Mapping[tuple[str, ...], str]:
    """By group and name, for a panel with its key before them; of providers by their names."""
    if not file.exists():
        return {}
    with file.open("rb") as opened:
        tree = read_tree(opened.read(LARGEST + 1))
    said = tree.value
    if not (tree.whole and isinstance(said, dict) and "format" in said):
        raise NotOurs
    found = dict(_references(said.get("choices"), ()))
    providers = said.get(Providers.name)
    for row in providers if isinstance(providers, list) else ():
        if isinstance(row, dict) and is_reference(str(row.get("secret"))):
            found[Providers.name, "secret", str(row.get("name"))] = str(row["secret"])
    panels = said.get("panels")
    for panel in panels if isinstance(panels, list) else ():
        if isinstance(panel, dict):
            found |= _references(panel.get("choices"), (str(panel.get("key")),))
    return found


def _references(groups: Any, before: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    return {
        (*before, group, name): words
        for group, values in (groups.items() if isinstance(groups, dict) else ())
        for name, words in (values.items() if isinstance(values, dict) else ())
        if isinstance(words, str) and is_reference(words)
    }


class _Writer:
    def __init__(self, file: Path, references: Mapping[tuple[str, ...], str]) -> None:
        self.file, self.references = file, references
        self.lost: list[str] = []

    def text(self) -> str:
        lines = Lines()
        lines.comment(*HEAD)
        lines.value("format", FORMAT)
        row = Workspace.objects.filter(pk=1).first()
        known = parsed(0, row.choices if row else {})
        lines.gap("choices")
        for name, group in GROUPS.items():
            lines.comment(f"{TITLES[name]}. {group.about}", indent=2)
            stored = getattr(known, name).model_dump(mode="json")
            lines.choices(name, self._choices(name, stored), indent=2)
        for name, section in SECTIONS.items():
            if name == Providers.name:
                self._providers(lines)
            elif name != Panels.name:
                lines.rows(name, section.written())
        self._panels(lines)
        return lines.text()

    def _providers(self, lines: Lines) -> None:
        prefix = (Providers.name, "secret")
        kept = {where[2]: words for where, words in self.references.items() if where[:2] == prefix}
        rows = written_providers(kept)
        if not rows:
            lines.rows(Providers.name, [])
            return
        lines.gap(Providers.name)
        for row, words in rows:
            lines.row({name: value for name, value in row.items() if name != "secret"})
            lines.value("secret", row["secret"], indent=2, said=words)

    def _panels(self, lines: Lines) -> None:
        lines.gap(Panels.name)
        for panel in SupportPanel.objects.all():
            lines.row(SECTIONS[Panels.name].as_row(panel).model_dump(mode="json", exclude={"was"}))
            own = [(name, panel.choices[name]) for name in GROUPS if name in panel.choices]
            groups = [(name, said) for name, kept in own if (said := self._choices(name, kept, panel))]
            if groups:
                lines.name("choices", indent=2)
            for name, said in groups:
                lines.choices(name, said, indent=4)
            lines.nested("identity_keys", written_keys(panel), indent=2)

    def _choices(
        self, group: str, stored: Mapping[str, Any], panel: SupportPanel | None = None
    ) -> list[Choice]:
        found = (self._choice(group, name, value, panel) for name, value in stored.items())
        return [one for one in found if one]

    def _choice(self, group: str, name: str, value: Any, panel: SupportPanel | None) -> Choice | None:
        """None for a logo that is lost: to say that there is none would take it away."""
        kind = GROUPS[group].model_fields.get(name)
        if kind is None:
            return None
        if name in GROUPS[group].secrets:
            key = (panel.key,) if panel else ()
            reference = self.references.get((*key, group, name)) or reference_to(group, name, *key)
            return Choice(name, reference, "saved; not in this file" if value else "none is saved")
        if name == "logo" and value:
            stem = f"{self.file.stem}-logo" + (f"-{panel.key}" if panel else "")
            value = write_picture(self.file.parent, stem, str(value))
            if value is None:
                self.lost.append(stem)
                return None
        if name in DEFAULTS:
            value = said_of(name, value)
        return Choice(name, value, _options(kind))


def _options(kind: Any) -> str:
    """What can be chosen, where that is a short list."""
    if isinstance(kind.annotation, type) and issubclass(kind.annotation, StrEnum):
        return ", ".join(one.value for one in kind.annotation)
    patterns = [getattr(one, "pattern", None) for one in kind.metadata]
    found = next((OPTIONS.fullmatch(one) for one in patterns if isinstance(one, str)), None)
    return ", ".join(found[1].split("|")) if found else ""
