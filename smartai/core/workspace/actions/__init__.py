from smartai.core.workspace.actions.change_choices import change_choices
from smartai.core.workspace.actions.drafts import end_draft, forget_drafts, keep_draft, sweep_drafts
from smartai.core.workspace.actions.first_steps import begin_first_steps, dismiss_first_steps, take_step
from smartai.core.workspace.actions.forget_delivery import forget_delivery, remember_delivery
from smartai.core.workspace.actions.keep_page_check import keep_page_check
from smartai.core.workspace.actions.note_sighting import Sign, note_sighting
from smartai.core.workspace.actions.panels import (
    change_panel,
    change_panel_choices,
    create_panel,
    decide_panel_choices,
    follow_workspace,
    give_back,
    rekey_panel,
)

__all__ = [
    "Sign",
    "begin_first_steps",
    "change_choices",
    "change_panel",
    "change_panel_choices",
    "create_panel",
    "decide_panel_choices",
    "dismiss_first_steps",
    "end_draft",
    "follow_workspace",
    "forget_delivery",
    "forget_drafts",
    "give_back",
    "keep_draft",
    "keep_page_check",
    "note_sighting",
    "rekey_panel",
    "remember_delivery",
    "sweep_drafts",
    "take_step",
]
