"""Providers of OpenID Connect; their secrets are said by reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

from django.utils import translation
from pydantic import AfterValidator, Field

from smartai.config.as_code.plan import Plan
from smartai.config.as_code.references import NoReference, is_reference, reference_to, resolved
from smartai.config.as_code.section import Match, Row, Section
from smartai.core.identities.actions import remove_provider, save_provider
from smartai.core.identities.models import SignInProvider
from smartai.core.workspace.groups.group import Line
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.openid.sealing import opened
from smartai.web.console.forms.provider import ProviderForm

SAVED: Final = "(saved)"
"""Instead of a secret that stays as it is."""


def _domains(typed: list[str]) -> list[str]:
    return sorted({one.lower().removeprefix("@") for one in typed if one})


class ProviderRow(Row):
    name: Line = Field(min_length=1, max_length=60)
    issuer: Line = ""
    client_id: Line = ""
    secret: str = ""
    for_team: bool = False
    for_customers: bool = False
    creates: bool = False
    domains: Annotated[list[Line], AfterValidator(_domains)] = []


class Providers(Section[ProviderRow, SignInProvider]):
    name = "providers"
    row = ProviderRow
    ends = "removed"

    def known(self) -> Sequence[SignInProvider]:
        return list(SignInProvider.objects.all())

    def as_row(self, model: SignInProvider, plan: Plan | None = None) -> ProviderRow:
        return ProviderRow.model_construct(
            name=model.name, issuer=model.issuer, client_id=model.client_id,
            secret=SAVED if model.sealed_secret else "", for_team=model.for_team,
            for_customers=model.for_customers, creates=model.creates, domains=sorted(model.domains),
        )  # fmt: skip

    def key(self, row: ProviderRow) -> str:
        return row.name

    def save(self, model: SignInProvider | None, row: ProviderRow, plan: Plan) -> SignInProvider:
        secret = None if row.secret == SAVED else resolved(row.secret, plan.root)
        values = row.model_dump(exclude={"was", "secret"})
        return save_provider(model, by=plan.by, secret=secret, **values)

    def end(self, model: SignInProvider, by: Actor) -> None:
        remove_provider(model, by=by)

    def _matched(
        self, rows: Sequence[tuple[int, ProviderRow]], plan: Plan
    ) -> tuple[list[Match[ProviderRow, SignInProvider]], list[SignInProvider]]:
        """A secret that is the saved one, or that is not there, is no change."""
        matches, rest = super()._matched(rows, plan)
        for match in matches:
            held = match.before.secret if match.before else ""
            secret = match.after.secret
            if "secret" in match.after.model_fields_set and secret != held:
                secret = self._secret(match, plan)
            match.after = match.after.model_copy(update={"secret": secret})
        return matches, rest

    def _secret(self, match: Match[ProviderRow, SignInProvider], plan: Plan) -> str:
        """The reference where it leads to another secret than the saved one; else what is there."""
        place, held = match.after.secret, match.before.secret if match.before else ""
        try:
            secret = resolved(place, plan.root)
        except NoReference as problem:
            plan.wrong((self.name, match.at, "secret"), f"secret: {problem}")
            return held
        if secret is None:
            words = "what is saved stays" if held else "it is kept without a secret"
            plan.notices.append(f"providers.{match.after.name}.secret: nothing is at {place}; {words}")
            return held
        same = match.model is not None and opened(match.model.sealed_secret) == secret
        return held if same else place

    def check(
        self, matches: list[Match[ProviderRow, SignInProvider]], rest: list[SignInProvider], plan: Plan
    ) -> None:
        """By the rules of the page itself."""
        for match in matches:
            row = match.after
            secret = resolved(row.secret, plan.root) if is_reference(row.secret) else ""
            with translation.override("en"):
                form = ProviderForm(
                    row.model_dump() | {"secret": secret or "", "domains": "\n".join(row.domains)}
                )
                for name, words in form.errors.items():
                    plan.wrong((self.name, match.at, name), f"{name}: {' '.join(map(str, words))}")


def written_providers(references: Mapping[str, str]) -> list[tuple[dict[str, Any], str]]:
    """Each with what is to be said beside its secret. ``references`` are those that the file has, by name."""
    section, used = Providers(), set[str]()
    found = []
    for number, model in enumerate(section.known(), 1):
        place = references.get(model.name) or reference_to("provider", "secret", model.name)
        if place in used:
            place = reference_to("provider", "secret", f"{model.name} {number}")
        used.add(place)
        row = section.as_row(model).model_dump(mode="json", exclude={"was"})
        words = "saved; not in this file" if model.sealed_secret else "none is saved"
        found.append((row | {"secret": place}, words))
    return found
