"""Why somebody whom a provider knows does not come in, and what to do now."""

from __future__ import annotations

from django.utils.translation import gettext

from smartai.core.identities.errors import ProviderRefusal


def refusal_words(why: ProviderRefusal) -> str:
    """With a place for the provider's name."""
    match why:
        case ProviderRefusal.UNVERIFIED:
            return gettext(
                "%(provider)s does not confirm that your e-mail address is yours. Sign in another way."
            )
        case ProviderRefusal.DOMAIN:
            return gettext("Your e-mail address is not one of those that come in with %(provider)s here.")
        case ProviderRefusal.ANOTHER:
            return gettext(
                "Your account here is joined to another account of %(provider)s. "
                "Sign in another way and take that one off in your profile."
            )
        case _:
            return gettext("%(provider)s knows you, but there is no account for you behind it here.")
