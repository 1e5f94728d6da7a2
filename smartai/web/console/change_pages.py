"""Where what a fact tells is decided: the page that somebody comes back to when they undid it."""

from __future__ import annotations

from django.urls import reverse

from smartai.core.departments import events as departments
from smartai.core.helpfulness import events as helpfulness
from smartai.core.identities import events as identities
from smartai.core.knowledge import events as knowledge
from smartai.core.people import events as people
from smartai.core.saved_replies import events as saved_replies
from smartai.core.tickets import events as tickets
from smartai.core.workspace import events as workspace
from smartai.core.workspace.choices import GROUPS
from smartai.foundation.events.models import StoredEvent

ROWS: dict[str, tuple[str, str]] = {
    departments.DepartmentCreated.kind: ("department", "department_id"),
    departments.DepartmentChanged.kind: ("department", "department_id"),
    departments.DepartmentRestored.kind: ("department", "department_id"),
    departments.MembersChanged.kind: ("department", "department_id"),
    people.PersonReactivated.kind: ("colleague", "person_id"),
    people.RoleChanged.kind: ("colleague", "person_id"),
    tickets.TagCreated.kind: ("tag", "tag_id"),
    tickets.TagChanged.kind: ("tag", "tag_id"),
    workspace.PanelCreated.kind: ("panel", "panel_id"),
    workspace.PanelChanged.kind: ("panel", "panel_id"),
    knowledge.CategoryCreated.kind: ("category", "category_id"),
    knowledge.CategoryChanged.kind: ("category", "category_id"),
}
"""A row's own page and what in the fact names the row; these pages show archived rows too."""
LISTS: dict[str, str] = {
    departments.DepartmentArchived.kind: "departments",
    departments.DepartmentsOrdered.kind: "departments",
    people.PersonDeactivated.kind: "colleagues",
    people.RegistrationFieldsChanged.kind: "questions",
    tickets.FormOrdered.kind: "fields",
    tickets.TagArchived.kind: "tags",
    tickets.TagRestored.kind: "tags",
    identities.SignInProviderSaved.kind: "providers",
    identities.SignInProviderRemoved.kind: "providers",
    saved_replies.SavedReplyChanged.kind: "saved_replies",
    knowledge.CategoryRemoved.kind: "categories",
    knowledge.CategoriesOrdered.kind: "categories",
    knowledge.ArticlesOrdered.kind: "categories",
    helpfulness.QuestionDismissed.kind: "asked",
    helpfulness.QuestionRestored.kind: "asked",
    workspace.MailDismissed.kind: "deliveries",
    workspace.MailRestored.kind: "deliveries",
}
OF_FIELDS = {"status": "statuses", "priority": "priorities", "custom field": "fields"}


def page_of_change(stored: StoredEvent) -> str:
    told = stored.payload
    if stored.kind in ROWS:
        page, name = ROWS[stored.kind]
        return reverse(f"console:{page}", args=[told[name]])
    if stored.kind in LISTS:
        return reverse(f"console:{LISTS[stored.kind]}")
    if stored.kind == tickets.FieldsChanged.kind and told.get("of") in OF_FIELDS:
        return reverse(f"console:{OF_FIELDS[told['of']]}")
    if stored.kind == workspace.ChoicesChanged.kind and told["group"] in GROUPS:
        return reverse("console:group", args=[told["group"]])
    if stored.kind == workspace.PanelChoicesChanged.kind and told["group"] in GROUPS:
        return reverse("console:panel-group", args=[told["panel_id"], told["group"]])
    return reverse("console:changes")
