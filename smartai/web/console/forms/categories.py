"""Forms of the categories of help articles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from smartai.core.knowledge.actions import CategoryValues
from smartai.core.knowledge.models import Category
from smartai.core.workspace.choices import choices
from smartai.web.console.forms.seen import SeenForm
from smartai.web.ui.fields import LineField

NO_CATEGORY = gettext_lazy("No category")
ON_TOP = gettext_lazy("On top")


class CategoryChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Categories in their tree, under what "none" means here."""

    def __init__(self, *, none: Any, **options: Any) -> None:
        super().__init__(queryset=Category.objects.none(), required=False, empty_label=none, **options)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.parent.name} › {obj.name}" if obj.parent else obj.name


def _tops() -> Any:
    return Category.objects.filter(parent=None).order_by("position", "name")


class NewCategoryForm(forms.Form):
    name = LineField(label=_("Name"), max_length=80)
    parent = CategoryChoice(label=_("Under"), none=ON_TOP)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["parent"].queryset = _tops()  # type: ignore[attr-defined]  # a choice field has one


class CategoryForm(SeenForm):
    """``name`` is in the owner's language; there is a field for each of the others."""

    name = LineField(label=_("Name"), max_length=80)

    def __init__(self, data: Any = None, *, category: Category) -> None:
        super().__init__(data, initial=self.stored(category))
        self._names = category.names
        for code, language in self.languages():
            label = gettext("Name in %(language)s") % {"language": language}
            self.fields[f"name_{code}"] = LineField(label=label, max_length=80, required=False)
        self.fields["slug"] = LineField(
            label=gettext("Address"), max_length=100, required=False,
            help_text=gettext("Small letters, digits and dashes. Old addresses go on leading here."),
            widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false"}),
        )  # fmt: skip
        if not category.children.exists():
            place = CategoryChoice(label=gettext("Under"), none=ON_TOP)
            place.queryset = _tops().exclude(pk=category.pk)
            self.fields["parent"] = place

    @staticmethod
    def languages() -> list[tuple[str, Any]]:
        return [(code, name) for code, name in settings.LANGUAGES if code != choices().brand.language]

    @classmethod
    def stored(cls, category: Category) -> dict[str, Any]:
        names = {f"name_{code}": category.names.get(code, "") for code, _name in cls.languages()}
        parent = category.parent_id or ""
        return {"name": category.name, **names, "slug": category.slug, "parent": parent}

    def values(self) -> CategoryValues:
        """Names in languages that this form does not ask for stay as they are."""
        typed = self.cleaned_data
        named = {**self._names} | {code: typed[f"name_{code}"] for code, _name in self.languages()}
        values = CategoryValues(name=typed["name"], names=named, slug=typed["slug"])
        if "parent" in typed:
            values["parent"] = typed["parent"]
        return values


class CategoryRemovalForm(forms.Form):
    into = CategoryChoice(label=_("Its articles go into"), none=NO_CATEGORY)

    def __init__(self, data: Any = None, *, category: Category) -> None:
        super().__init__(data)
        others = Category.objects.select_related("parent").exclude(pk=category.pk)
        tree = others.order_by("parent__position", "position", "name")
        self.fields["into"].queryset = tree  # type: ignore[attr-defined]  # a choice field has one
        if category.parent_id:
            self.initial["into"] = category.parent_id
        if category.children.exists():
            place = CategoryChoice(label=gettext("Its subcategories go under"), none=ON_TOP)
            place.queryset = _tops().exclude(pk=category.pk)
            self.fields["children_into"] = place
