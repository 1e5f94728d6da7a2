"""The owner's choices, one group a file: each with its type, its bounds, its default and its sentence."""

from smartai.core.workspace.groups.brand import Brand
from smartai.core.workspace.groups.form import FieldUse, RequestForm
from smartai.core.workspace.groups.group import Group, fact
from smartai.core.workspace.groups.helpfulness import Helpfulness
from smartai.core.workspace.groups.hours import Hours
from smartai.core.workspace.groups.mail import MailWords, OutgoingMail
from smartai.core.workspace.groups.panel import Labels, Panel, Welcome
from smartai.core.workspace.groups.protection import Protection, Unsure
from smartai.core.workspace.groups.requests import Requests
from smartai.core.workspace.groups.retention import Retention
from smartai.core.workspace.groups.sign_in import (
    Ask,
    FirstPage,
    Policy,
    Registration,
    SignIn,
)
from smartai.core.workspace.groups.team import Team
from smartai.core.workspace.groups.widget import Side, Widget

__all__ = [
    "Ask",
    "Brand",
    "FieldUse",
    "FirstPage",
    "Group",
    "Helpfulness",
    "Hours",
    "Labels",
    "MailWords",
    "OutgoingMail",
    "Panel",
    "Policy",
    "Protection",
    "Registration",
    "RequestForm",
    "Requests",
    "Retention",
    "Side",
    "SignIn",
    "Team",
    "Unsure",
    "Welcome",
    "Widget",
    "fact",
]
