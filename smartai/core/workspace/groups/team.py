from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from smartai.core.workspace.groups.group import Group, fact


class Team(Group):
    """How your team signs in. The ways that customers have are chosen beside it, for each panel."""

    about = _("How your team signs in. Codes, passwords and passkeys always work for them.")

    second_step: bool = fact(
        False,
        _("Second step for everybody"),
        _(
            "Whoever of the team has no second step yet sets it up at the next sign-in. "
            "A passkey that asks for a finger, a face or a PIN counts as both steps."
        ),
    )
