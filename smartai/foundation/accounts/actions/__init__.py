"""What can be done with accounts: one verb a file."""

from smartai.foundation.accounts.actions.check_code import check_code
from smartai.foundation.accounts.actions.check_second_step import check_second_step
from smartai.foundation.accounts.actions.end_session import (
    end_other_sessions,
    end_session,
)
from smartai.foundation.accounts.actions.issue_code import (
    IssuedCode,
    code_digits,
    issue_code,
)
from smartai.foundation.accounts.actions.pending_sign_ins import (
    begin_sign_in,
    end_pending,
    pending_sign_in,
    remove_ended_sign_ins,
)
from smartai.foundation.accounts.actions.set_password import (
    clear_password,
    set_password,
    set_password_hash,
)
from smartai.foundation.accounts.actions.spend_challenge import (
    remove_spent_challenges,
    spend_challenge,
)
from smartai.foundation.accounts.actions.start_session import start_session

__all__ = [
    "IssuedCode",
    "begin_sign_in",
    "check_code",
    "check_second_step",
    "clear_password",
    "code_digits",
    "end_other_sessions",
    "end_pending",
    "end_session",
    "issue_code",
    "pending_sign_in",
    "remove_ended_sign_ins",
    "remove_spent_challenges",
    "set_password",
    "set_password_hash",
    "spend_challenge",
    "start_session",
]
