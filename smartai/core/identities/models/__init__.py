from smartai.core.identities.models.identity_key import IdentityKey, KeyKind
from smartai.core.identities.models.provider_identity import ProviderIdentity
from smartai.core.identities.models.sign_in_provider import SignInProvider
from smartai.core.identities.models.site_identity import SiteIdentity
from smartai.core.identities.models.spent_token import SpentToken

__all__ = ["IdentityKey", "KeyKind", "ProviderIdentity", "SignInProvider", "SiteIdentity", "SpentToken"]
