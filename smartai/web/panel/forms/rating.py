from __future__ import annotations

from django import forms

from smartai.core.satisfaction.models import Score
from smartai.web.ui.fields import WordsField

FACES = {"good": Score.GOOD, "okay": Score.FAIR, "bad": Score.BAD}


class RatingForm(forms.Form):
    score = forms.ChoiceField(choices=[(face, face) for face in FACES])
    words = WordsField(max_length=2_000, rows=2, required=False)

    def chosen(self) -> Score:
        return FACES[self.cleaned_data["score"]]


def face_of(score: int) -> str:
    """The face that was chosen, as the form names it."""
    return next(face for face, value in FACES.items() if value == score)
