"""One's own data: what we know, who we tell, where one is signed in, and the way out."""

from __future__ import annotations

from django.urls import path

from smartai.web.panel.views import (
    addresses,
    erasures,
    exports,
    own_accounts,
    own_passkeys,
    own_password,
    own_second_step,
    profile,
    profile_fields,
    sessions,
    ways,
)

urlpatterns = [
    path("profile/", profile.show, name="profile"),
    path("profile/fields/", profile_fields.save, name="profile-fields"),
    path("profile/addresses/", addresses.create, name="addresses"),
    path("profile/addresses/code/", addresses.confirm, name="address-code"),
    path("profile/addresses/<int:pk>/main/", addresses.make_main, name="address-main"),
    path("profile/addresses/<int:pk>/remove/", addresses.remove, name="address-removal"),
    path("profile/password/", own_password.change, name="own-password"),
    path("profile/password/remove/", own_password.remove, name="own-password-removal"),
    path("profile/ways/", ways.show, name="ways"),
    path("profile/ways/second-step/", own_second_step.create, name="own-second-step"),
    path("profile/ways/second-step/end/", own_second_step.end, name="own-second-step-end"),
    path("profile/ways/recovery-codes/", own_second_step.renew, name="own-recovery-codes"),
    path("profile/ways/passkeys/", own_passkeys.create, name="own-passkeys"),
    path("profile/ways/passkeys/asked/", own_passkeys.asked, name="own-passkeys-asked"),
    path("profile/ways/passkeys/<int:pk>/", own_passkeys.rename, name="own-passkey"),
    path("profile/ways/passkeys/<int:pk>/remove/", own_passkeys.remove, name="own-passkey-removal"),
    path("profile/ways/accounts/<int:pk>/remove/", own_accounts.remove, name="own-account-removal"),
    path("profile/sessions/end/", sessions.end_others, name="sessions-end"),
    path("profile/sessions/<int:pk>/end/", sessions.end_one, name="session-end"),
    path("profile/export/", exports.create, name="export"),
    path("profile/erase/", erasures.create, name="erasure"),
]
