from __future__ import annotations


class ProviderFailed(Exception):
    """The provider does not answer, or not as OpenID Connect has it. The words are for log and owner."""


class SignInRefused(Exception):
    """The provider answers, and what it says lets nobody in: somebody pressed Cancel, or a token is wrong."""
