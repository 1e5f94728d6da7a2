from __future__ import annotations

import pytest

from smartai.core.tickets.actions import save_custom_field
from smartai.core.tickets.models import CustomField, FieldKind
from smartai.foundation.accounts.models import Person


@pytest.fixture
def device(olga: Person) -> CustomField:
    """An own field of the form, by which others may be asked."""
    return save_custom_field(
        None, by=olga, label="Device", kind=FieldKind.CHOICE, options=["Printer", "Phone"]
    )
