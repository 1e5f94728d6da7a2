"""One sign-in model for customers and the team."""

from smartai.foundation.accounts.models.email_address import EmailAddress
from smartai.foundation.accounts.models.passkey import Passkey
from smartai.foundation.accounts.models.pending_sign_in import PendingSignIn
from smartai.foundation.accounts.models.person import AGENTS, COLLEAGUES, Person, Role
from smartai.foundation.accounts.models.second_step import RecoveryCode, SecondStep
from smartai.foundation.accounts.models.session import Session
from smartai.foundation.accounts.models.sign_in_code import CodePurpose, SignInCode
from smartai.foundation.accounts.models.spent_challenge import SpentChallenge

__all__ = [
    "AGENTS",
    "COLLEAGUES",
    "CodePurpose",
    "EmailAddress",
    "Passkey",
    "PendingSignIn",
    "Person",
    "RecoveryCode",
    "Role",
    "SecondStep",
    "Session",
    "SignInCode",
    "SpentChallenge",
]
