from smartai.core.tickets.models.attachment import Attachment
from smartai.core.tickets.models.custom_field import CustomField, CustomValue, FieldKind, FieldPanel
from smartai.core.tickets.models.form_part import FormPart, Part
from smartai.core.tickets.models.former_tag_name import FormerTagName
from smartai.core.tickets.models.held_request import HeldRequest
from smartai.core.tickets.models.message import Message, MessageKind
from smartai.core.tickets.models.participant import Participant
from smartai.core.tickets.models.priority import Priority
from smartai.core.tickets.models.site_context import SiteContext
from smartai.core.tickets.models.status import Category, Status
from smartai.core.tickets.models.tag import Hue, Tag
from smartai.core.tickets.models.ticket import Channel, Review, Ticket
from smartai.core.tickets.models.ticket_link import TicketLink
from smartai.core.tickets.models.ticket_words import TicketWords

__all__ = [
    "Attachment",
    "Category",
    "Channel",
    "CustomField",
    "CustomValue",
    "FieldKind",
    "FieldPanel",
    "FormPart",
    "FormerTagName",
    "HeldRequest",
    "Hue",
    "Message",
    "MessageKind",
    "Part",
    "Participant",
    "Priority",
    "Review",
    "SiteContext",
    "Status",
    "Tag",
    "Ticket",
    "TicketLink",
    "TicketWords",
]
