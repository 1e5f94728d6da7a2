"""What can be done with accounts: one verb a file."""

from smartai.foundation.accounts.actions.check_code import check_code
from smartai.foundation.accounts.actions.end_session import (
    end_other_sessions,
    end_session,
)
from smartai.foundation.accounts.actions.issue_code import (
    IssuedCode,
    code_digits,
    issue_code,
)
from smartai.foundation.accounts.actions.set_password import (
    clear_password,
    set_password,
)
from smartai.foundation.accounts.actions.start_session import start_session

__all__ = [
    "IssuedCode",
    "check_code",
    "clear_password",
    "code_digits",
    "end_other_sessions",
    "end_session",
    "issue_code",
    "set_password",
    "start_session",
]
