"""Whatever an owner can set is in the file of settings: a new choice, list or column can't be forgotten."""

from __future__ import annotations

from django.db.models import Model
from pydantic import BaseModel

from smartai.config.as_code.document import SECTIONS
from smartai.config.as_code.exporting import export_to
from smartai.config.as_code.panels import PanelRow
from smartai.core.departments.models import Department, Membership
from smartai.core.identities.models import IdentityKey, SignInProvider
from smartai.core.knowledge.models import Category
from smartai.core.people.models import RegistrationField
from smartai.core.saved_replies.models import SavedReply
from smartai.core.tickets.models import CustomField, FormPart, Priority, Status, Tag
from smartai.core.workspace.choices import GROUPS
from smartai.core.workspace.models import SupportPanel, Workspace
from smartai.lib.yaml_tree import read_tree
from smartai.web.console.frame import LISTS
from tests.config.whole_settings import fill

NO_SETTINGS = {
    "colleagues": "people, who sign in",
    "customers": "people",
    "deliveries": "what is on its way",
    "articles": "files of their own: smartai articles",
    "asked": "what was asked",
    "figures": "what happened",
    "changes": "what happened",
    "start": "a walk through the settings",
}
"""Lists of the settings that are none, and why."""
ROWS: dict[type[Model], tuple[str, set[str]]] = {
    Department: ("departments", {"position", "archived_at", "created_at"}),
    Membership: ("departments", {"department", "person"}),
    Priority: ("priorities", {"is_default"}),
    Status: ("statuses", {"position", "archived_at"}),
    CustomField: ("fields", {"position", "removed_at", "created_at"}),
    FormPart: ("fields", {"name", "position"}),
    Tag: ("tags", {"archived_at"}),
    SignInProvider: ("providers", {"sealed_secret", "created_at"}),
    RegistrationField: ("questions", {"position", "removed_at", "created_at"}),
    SavedReply: ("saved_replies", {"person", "changed_at", "removed_at"}),
    Category: ("categories", {"position"}),
    SupportPanel: ("panels", {"is_default", "created_at"}),
    IdentityKey: ("panels", {"panel", "kid", "created_at", "last_used_at", "retired_at"}),
    Workspace: ("choices", {"choices", "version", "first_steps"}),
}
"""By model: where its rows stand, and columns that are said otherwise (by order, by another name) or are none
of the owner's (when it was made).
"""


def test_every_list_of_the_settings_is_in_the_file_or_is_no_setting():
    unknown = set(LISTS) - set(SECTIONS) - set(NO_SETTINGS)
    assert unknown == set(), "write a section in config/as_code, or say here why it is no setting"


def test_every_column_of_those_lists_is_in_the_file():
    forgotten = []
    for model, (name, otherwise) in ROWS.items():
        said: set[str] = set(SECTIONS[name].row.model_fields) if name in SECTIONS else set()
        if model is IdentityKey:
            said = {"algorithm", "public_key", "fingerprint"}
        columns = {field.name for field in model._meta.get_fields() if not field.auto_created}
        forgotten += [f"{model.__name__}.{one}" for one in sorted(columns - said - otherwise - {"members"})]
    assert forgotten == [], "say it in the row of config/as_code, and in tests/config/whole_settings.py"


def test_what_the_round_trip_is_tried_with_has_another_value_everywhere(db, mia, anton, tmp_path):
    fill(mia, anton)
    file = tmp_path / "settings.yaml"
    export_to(file)
    said = read_tree(file.read_bytes()).value
    assert {name: list(said["choices"][name]) for name in GROUPS} == {
        name: list(group.model_fields) for name, group in GROUPS.items()
    }
    as_at_first = []
    for name, section in SECTIONS.items():
        row = PanelRow if name == "panels" else section.row
        for field, info in row.model_fields.items():
            default = info.get_default(call_default_factory=True)
            if isinstance(default, BaseModel):
                default = default.model_dump()
            usual = (
                "" if info.is_required() else str(default).lower() if isinstance(default, bool) else default
            )
            if field != "was" and all(one.get(field, usual) == usual for one in said[name]):
                as_at_first.append(f"{name}.{field}")
    assert as_at_first == [], "give it a value in tests/config/whole_settings.py"
