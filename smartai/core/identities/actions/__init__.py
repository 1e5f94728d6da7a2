"""What can be done with keys, identities and providers: one verb a file."""

from smartai.core.identities.actions.enter_by_provider import Said, enter_by_provider, remove_identity
from smartai.core.identities.actions.enter_by_token import enter_by_token
from smartai.core.identities.actions.keys import create_key, retire_key
from smartai.core.identities.actions.providers import remove_provider, save_provider
from smartai.core.identities.actions.recognise_person import recognise_person
from smartai.core.identities.actions.spend_token import remove_expired_tokens

__all__ = [
    "Said",
    "create_key",
    "enter_by_provider",
    "enter_by_token",
    "recognise_person",
    "remove_expired_tokens",
    "remove_identity",
    "remove_provider",
    "retire_key",
    "save_provider",
]
