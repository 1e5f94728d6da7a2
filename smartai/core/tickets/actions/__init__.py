"""What can be done with tickets: one verb a function; nothing else saves a ticket."""

from smartai.core.tickets.actions.adopt_requests import adopt_requests
from smartai.core.tickets.actions.change_properties import (
    assign_ticket,
    change_priority,
    change_title,
    move_ticket,
    set_tags,
)
from smartai.core.tickets.actions.change_status import (
    change_status,
    close_ticket,
    reopen_ticket,
    undo_solving,
)
from smartai.core.tickets.actions.custom_fields import (
    bring_back_custom_field,
    remove_custom_field,
    save_custom_field,
)
from smartai.core.tickets.actions.fields import archive_status, bring_back_status, save_priority, save_status
from smartai.core.tickets.actions.hand_over import empty_department, give_role, hand_over_tickets
from smartai.core.tickets.actions.hold_request import (
    find_held_request,
    hold_request,
    send_held_request,
)
from smartai.core.tickets.actions.keep_tags import (
    archive_tag,
    change_tag,
    create_tag,
    merge_tags,
    restore_tag,
    tag_name,
)
from smartai.core.tickets.actions.links import (
    issue_link,
    link_token,
    open_link,
    revoke_links,
)
from smartai.core.tickets.actions.note_lost_answer import note_lost_answer
from smartai.core.tickets.actions.open_ticket import RequestDraft, open_ticket
from smartai.core.tickets.actions.order_form import hold_form, order_form
from smartai.core.tickets.actions.participants import (
    add_participant,
    remove_participant,
)
from smartai.core.tickets.actions.reply import (
    add_note,
    mark_seen,
    reply_as_agent,
    reply_as_customer,
)
from smartai.core.tickets.actions.review_request import accept_request, refuse_request, review_again
from smartai.core.tickets.actions.set_values import set_values

__all__ = [
    "RequestDraft",
    "accept_request",
    "add_note",
    "add_participant",
    "adopt_requests",
    "archive_status",
    "archive_tag",
    "assign_ticket",
    "bring_back_custom_field",
    "bring_back_status",
    "change_priority",
    "change_status",
    "change_tag",
    "change_title",
    "close_ticket",
    "create_tag",
    "empty_department",
    "find_held_request",
    "give_role",
    "hand_over_tickets",
    "hold_form",
    "hold_request",
    "issue_link",
    "link_token",
    "mark_seen",
    "merge_tags",
    "move_ticket",
    "note_lost_answer",
    "open_link",
    "open_ticket",
    "order_form",
    "refuse_request",
    "remove_custom_field",
    "remove_participant",
    "reopen_ticket",
    "reply_as_agent",
    "reply_as_customer",
    "restore_tag",
    "review_again",
    "revoke_links",
    "save_custom_field",
    "save_priority",
    "save_status",
    "send_held_request",
    "set_tags",
    "set_values",
    "tag_name",
    "undo_solving",
]
