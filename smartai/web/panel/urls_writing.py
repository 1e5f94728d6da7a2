"""Writing a request and signing in."""

from __future__ import annotations

from django.urls import path

from smartai.web.panel.views import (
    checks,
    code_links,
    codes,
    home,
    new_request,
    passkeys,
    passwords,
    providers,
    registrations,
    second_steps,
    sign_in,
    suggestions,
    uploads,
)

urlpatterns = [
    path("", new_request.new_request, name="new"),
    path("home/", home.home, name="home"),
    path("uploads/", uploads.uploads, name="uploads"),
    path("suggestions/", suggestions.suggest, name="suggestions"),
    path("suggestions/<slug:slug>/", suggestions.read, name="suggestion"),
    path("suggestions/<slug:slug>/opened/", suggestions.opened, name="suggestion-opened"),
    path("suggestions/<slug:slug>/answered/", suggestions.answered, name="suggestion-answered"),
    path("suggestions/<slug:slug>/answered/end/", suggestions.not_answered, name="suggestion-answered-end"),
    path("check/", checks.check, name="challenge"),
    path("register/", registrations.register, name="register"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", codes.code, name="code"),
    path("sign-in/code/again/", codes.again, name="code-again"),
    path("sign-in/link/<str:token>/", code_links.show, name="code-link"),
    path("sign-in/second-step/", second_steps.show, name="second-step"),
    path("sign-in/passkey/", passkeys.create, name="passkey-sign-in"),
    path("sign-in/passkey/asked/", passkeys.asked, name="passkey-asked"),
    path("sign-in/with/<int:pk>/", providers.start, name="provider"),
    path("sign-in/with/return/", providers.finish, name="provider-return"),
    path("sign-in/password/", passwords.forgotten, name="password"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
]
