"""The owner's choices, one group a file: each with its type, its bounds, its default and its sentence."""

from smartai.core.workspace.groups.brand import Brand
from smartai.core.workspace.groups.form import FieldUse, RequestForm
from smartai.core.workspace.groups.group import Group, fact
from smartai.core.workspace.groups.mail import MailWords, OutgoingMail
from smartai.core.workspace.groups.panel import Labels, Panel, Welcome
from smartai.core.workspace.groups.protection import Protection
from smartai.core.workspace.groups.requests import Requests
from smartai.core.workspace.groups.sign_in import (
    Ask,
    FirstPage,
    Policy,
    Registration,
    SignIn,
)

__all__ = [
    "Ask",
    "Brand",
    "FieldUse",
    "FirstPage",
    "Group",
    "Labels",
    "MailWords",
    "OutgoingMail",
    "Panel",
    "Policy",
    "Protection",
    "Registration",
    "RequestForm",
    "Requests",
    "SignIn",
    "Welcome",
    "fact",
]
