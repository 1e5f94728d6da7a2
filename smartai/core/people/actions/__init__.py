"""What can be done with people: one verb a file."""

from smartai.core.people.actions.addresses import (
    add_address,
    make_main_address,
    remove_address,
)
from smartai.core.people.actions.change_password import (
    change_password,
    change_password_hash,
    remove_password,
)
from smartai.core.people.actions.change_profile import change_profile
from smartai.core.people.actions.claim_person import claim_person
from smartai.core.people.actions.colleagues import (
    change_role,
    create_first_owner,
    create_owner,
    deactivate_person,
    invite_colleague,
)
from smartai.core.people.actions.enter_with_code import enter_with_code
from smartai.core.people.actions.enter_with_password import enter_with_password
from smartai.core.people.actions.organisations import join_organisation
from smartai.core.people.actions.passkeys import (
    add_passkey,
    enter_with_passkey,
    remove_passkey,
    rename_passkey,
)
from smartai.core.people.actions.registration_fields import (
    bring_back_registration_field,
    change_registration_field,
    create_registration_field,
    remove_registration_field,
)
from smartai.core.people.actions.request_code import repeat_code, request_code
from smartai.core.people.actions.second_step import (
    end_second_step,
    pass_second_step,
    renew_recovery_codes,
    start_second_step,
    take_second_step_away,
)

__all__ = [
    "add_address",
    "add_passkey",
    "bring_back_registration_field",
    "change_password",
    "change_password_hash",
    "change_profile",
    "change_registration_field",
    "change_role",
    "claim_person",
    "create_first_owner",
    "create_owner",
    "create_registration_field",
    "deactivate_person",
    "end_second_step",
    "enter_with_code",
    "enter_with_passkey",
    "enter_with_password",
    "invite_colleague",
    "join_organisation",
    "make_main_address",
    "pass_second_step",
    "remove_address",
    "remove_passkey",
    "remove_password",
    "remove_registration_field",
    "rename_passkey",
    "renew_recovery_codes",
    "repeat_code",
    "request_code",
    "start_second_step",
    "take_second_step_away",
]
