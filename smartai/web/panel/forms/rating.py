from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from smartai.core.satisfaction.models import Rating, Score
from smartai.web.ui.fields import WordsField

FACES = {"good": Score.GOOD, "okay": Score.FAIR, "bad": Score.BAD}
CHOOSE = _("Choose one of the three faces.")


class RatingForm(forms.Form):
    score = forms.ChoiceField(
        label=_("How was it?"),
        choices=[(face, face) for face in FACES],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    words = WordsField(label=_("Anything you want to add?"), max_length=2_000, rows=2, required=False)

    @classmethod
    def of(cls, rating: Rating | None) -> RatingForm:
        """Shows what was chosen before."""
        return cls(initial={"score": _face_of(rating.score), "words": rating.words} if rating else {})

    def chosen(self) -> Score:
        return FACES[self.cleaned_data["score"]]


def _face_of(score: int) -> str:
    """The face that was chosen, as the form names it."""
    return next(face for face, value in FACES.items() if value == score)
