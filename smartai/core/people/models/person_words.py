from __future__ import annotations

from django.db import models

from smartai.foundation.accounts.models import Person
from smartai.foundation.search.models import Filed


class PersonWords(Filed):
    """That a person's words are filed; ``upto`` is the person's own key."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="words")

    class Meta(Filed.Meta):
        pass

    def __str__(self) -> str:
        return f"words of person {self.person_id}"
