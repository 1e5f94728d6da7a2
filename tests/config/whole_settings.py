"""A help desk in which nothing is as it was at first: what a file of settings must be able to say."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from smartai.core.departments.actions import archive_department, create_department, set_members
from smartai.core.departments.models import Department
from smartai.core.identities.actions import create_key, save_provider
from smartai.core.identities.models import IdentityKey, SignInProvider
from smartai.core.knowledge.actions import change_category, make_category
from smartai.core.knowledge.models import Category
from smartai.core.people.actions import create_registration_field
from smartai.core.people.models import RegistrationField
from smartai.core.saved_replies.actions import save_saved_reply
from smartai.core.saved_replies.models import SavedReply
from smartai.core.tickets.actions import (
    archive_tag,
    create_tag,
    order_form,
    save_custom_field,
    save_priority,
    save_status,
)
from smartai.core.tickets.catalogue import forget_catalogue
from smartai.core.tickets.models import Category as Meaning
from smartai.core.tickets.models import CustomField, FieldKind, FormPart, Priority, Status, Tag
from smartai.core.workspace.actions import (
    change_choices,
    change_panel,
    change_panel_choices,
    create_panel,
)
from smartai.core.workspace.choices import GROUPS, OF_PANELS, forget_choices
from smartai.core.workspace.models import SupportPanel, Workspace
from smartai.foundation.accounts.models import Person
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import keep
from smartai.lib.rules import Clause, Operator, Rule
from smartai.lib.site_keys import Algorithm
from tests.cast import DEMO
from tests.foundation.files.pictures import picture

SECRET = "0x4AAAAAAA-secret"
PUBLIC_KEY = """-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
"""
SPECIAL = {
    "colour": "#aa3366", "language": "de", "time_zone": "Europe/Berlin", "check": "turnstile",
    "redirect_url": "https://shop.example/in", "languages": ["de", "en"], "max_height": 640,
    "other_days": "12-25 Christmas\n2026-12-31 09:00-12:00 New Year's Eve", "providers": True,
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "08:00-12:00, 13:00-16:30"),
    **dict.fromkeys(("saturday", "sunday"), "10:00-14:00"),
    **dict.fromkeys(("erase_closed_days", "erase_files_days", "forget_customers_days"), 365),
}  # fmt: skip
"""Without codes and passwords, providers are the way in that has to stay."""
NEW = {int: 7, float: 0.75, str: "Our words: “here”"}


def other_than_default(group: str, name: str) -> Any:
    """A value that the choice does not have by itself."""
    field, kind = GROUPS[group].model_fields[name], GROUPS[group].model_fields[name].annotation
    if name in SPECIAL and not (name == "language" and group != "brand"):
        return SPECIAL[name]
    if name in GROUPS[group].secrets:
        return SECRET
    if name.endswith("_site_key"):
        return "0x4AAAAAAA-site"
    if name == "logo":
        return logo()
    if name == "default_department":
        return Department.objects.get(name="Shop").pk
    if name == "default_priority":
        return Priority.objects.get(rank=40).pk
    if kind is bool:
        return not field.default
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(one for one in reversed(kind) if one not in (field.default, "hidden"))
    if kind is str and name.endswith(("body", "message", "footer")):
        return "First line.\n\n  Second: with “signs”, # and - hyphens.\nThird"
    return NEW[kind] if kind in NEW else refuse(group, name)


def refuse(group: str, name: str) -> Any:
    raise AssertionError(f"say here which value {group}.{name} may have that is not its default")


def logo(colour_of: str = "PNG") -> str:
    stored = receive([picture(colour_of)], "logo.png", 1_000_000, "test")
    keep([stored])
    return stored.key


def fill(mia: Person, anton: Person) -> None:
    """Every choice and every field of every list is another than at first."""
    shop = create_department("Shop", by=DEMO, offered=False)
    set_members(shop, [mia, anton], by=DEMO)
    archive_department(create_department("Fax", by=DEMO), by=DEMO)
    forget_catalogue()
    urgent = Priority.objects.get(rank=40)
    save_priority(urgent, by=DEMO, name="On fire", customer_words="It burns", offered=True, is_default=True)
    low = Priority.objects.get(rank=10)
    save_priority(low, by=DEMO, name=low.name, customer_words="", offered=False, is_default=False)
    save_status(None, by=DEMO, name="Ordered: spare part", category=Meaning.ON_HOLD, position=1)
    panel = create_panel("Shop", by=DEMO)
    fields: dict[str, Any] = {"hint": "It stands on the box.", "required": True, "departments": [shop]}
    fields["panels"] = [panel]
    save_custom_field(None, by=DEMO, label="Order", kind=FieldKind.TEXT, for_customers=False, **fields)
    odd = save_custom_field(None, by=DEMO, label="no", kind=FieldKind.CHOICES, options=["yes", "1,5", "- no"])
    rules: dict[str, Any] = {
        "shown_when": Rule(
            (Clause(odd.key, Operator.CONTAINS, "1,5"), Clause("priority", Operator.IS, str(urgent.pk)))
        ),
        "needed_when": Rule(
            (Clause("department", Operator.IS_NOT, str(shop.pk)), Clause(odd.key, Operator.FILLED)),
            any_of=True,
        ),
    }
    save_custom_field(None, by=DEMO, label="no", kind=FieldKind.NUMBER, **rules)
    order_form([odd.key, "attachments", "title"], by=DEMO)
    create_tag("on hold: legal", by=DEMO, hue="rose")
    archive_tag(create_tag("old", by=DEMO), by=DEMO)
    save_provider(
        None, by=DEMO, name="Northwind ID", issuer="https://id.northwind.example", client_id="help-desk",
        secret=SECRET, for_team=True, for_customers=True, creates=True, domains=["northwind.example"],
    )  # fmt: skip
    create_registration_field("Where from?", by=DEMO, hint="A town", required=True)
    save_saved_reply(
        None, by=DEMO, name="Hello", text="Hi {customer},\n\nthanks.", shared=True, department=shop
    )
    save_saved_reply(None, by=DEMO, name="Hello", text="Another of this name.", shared=True)
    top = make_category("Data", by=DEMO)
    change_category(
        make_category("Exports", by=DEMO, parent=top), by=DEMO, slug="out", names={"de": "Ausfuhr"}
    )
    for group in GROUPS:
        values = {name: other_than_default(group, name) for name in GROUPS[group].model_fields}
        change_choices(group, values, by=DEMO)
    change_panel(
        panel, by=DEMO, name="Shop", origins=["https://shop.example", "http://localhost:3000"], active=False
    )
    for group in OF_PANELS:
        first = next(iter(GROUPS[group].model_fields))
        change_panel_choices(panel, group, {first: GROUPS[group].model_fields[first].default}, by=DEMO)
    change_panel_choices(panel, "brand", {"logo": logo("JPEG")}, by=DEMO)
    change_panel_choices(panel, "protection", {"hcaptcha_secret": "another-secret"}, by=DEMO)
    create_key(panel, Algorithm.EDDSA, by=DEMO, public_key=PUBLIC_KEY)
    create_key(panel, Algorithm.HS256, by=DEMO)
    forget_choices()
    forget_catalogue()


def empty() -> None:
    """As it was at first, whoever works here."""
    rows = (SavedReply, CustomField, RegistrationField, IdentityKey, Status, Priority, FormPart, Tag)
    Category.objects.filter(parent__isnull=False).delete()
    for model in (*rows, SignInProvider, Category, Department, SupportPanel, Workspace):
        model.objects.all().delete()
    forget_choices()
    forget_catalogue()
