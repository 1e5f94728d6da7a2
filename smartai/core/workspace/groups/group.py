"""How a choice is written down: type, default, bounds, and the words the settings page shows."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from django.utils.functional import Promise
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from smartai.lib.text import clean_text, one_line

Words = str | Promise


def _line(text: str) -> str:
    return one_line(text)


def _paragraphs(text: str) -> str:
    return clean_text(text).strip()


Line = Annotated[str, AfterValidator(_line)]
Paragraphs = Annotated[str, AfterValidator(_paragraphs)]


class Group(BaseModel):
    """Choices that are shown on one settings page and saved together."""

    model_config = ConfigDict(frozen=True, extra="ignore", validate_default=True)

    about: ClassVar[Words] = ""
    """What the page is for, at its top."""
    secrets: ClassVar[frozenset[str]] = frozenset()
    """Choices that are typed and used, but never shown again."""

    @classmethod
    def words_of(cls, name: str) -> tuple[Words, Words]:
        """The label of a choice and the one sentence that says what it does."""
        extra: dict[str, Any] = cls.model_fields[name].json_schema_extra  # type: ignore[assignment]  # set by fact()
        return extra["label"], extra["hint"]


def fact(default: Any, label: Words, hint: Words, **bounds: Any) -> Any:
    """A choice with its words. ``bounds`` are pydantic's: ``ge``, ``le``, ``max_length``, ``pattern``."""
    field: FieldInfo = Field(default=default, json_schema_extra={"label": label, "hint": hint}, **bounds)  # type: ignore[dict-item]  # lazy words, never made into a schema
    return field
