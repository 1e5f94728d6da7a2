"""One sign-in model for customers, agents and owners."""

from smartai.foundation.accounts.models.email_address import EmailAddress
from smartai.foundation.accounts.models.person import Person, Role
from smartai.foundation.accounts.models.session import Session
from smartai.foundation.accounts.models.sign_in_code import CodePurpose, SignInCode

__all__ = ["CodePurpose", "EmailAddress", "Person", "Role", "Session", "SignInCode"]
