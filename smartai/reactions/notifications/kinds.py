from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a mail is about. ``created``, ``answered``, ``team_new``, ``team_reply`` and ``code`` are also
    the names under which the owner's own words are kept (``MailWords``)."""

    CREATED = "created"
    CREATED_UNPROVEN = "created_unproven"
    OPENED_FOR_YOU = "opened_for_you"
    ANSWERED = "answered"
    SOLVED = "solved"
    LET_IN = "let_in"
    TEAM_NEW = "team_new"
    TEAM_REPLY = "team_reply"
    TEAM_ASSIGNED = "team_assigned"
    TEAM_HANDED_OVER = "team_handed_over"
    CODE = "code"
    INVITATION = "invitation"
    PASSWORD_CHANGED = "password_changed"
    SECOND_STEP_ON = "second_step_on"
    SECOND_STEP_OFF = "second_step_off"
    SECOND_STEP_TAKEN = "second_step_taken"
    PASSKEY_ADDED = "passkey_added"
    PROVIDER_LINKED = "provider_linked"
    ADDRESS_ADDED = "address_added"
    MAIN_ADDRESS_CHANGED = "main_address_changed"
    ADDRESS_REMOVED = "address_removed"


OWNERS_WORDS = (Kind.CREATED, Kind.ANSWERED, Kind.TEAM_NEW, Kind.TEAM_REPLY, Kind.CODE)
"""The mails that an owner may word."""

TO_THE_TEAM = (Kind.TEAM_NEW, Kind.TEAM_REPLY, Kind.TEAM_ASSIGNED, Kind.TEAM_HANDED_OVER)
