from smartai.core.tickets.models.attachment import Attachment
from smartai.core.tickets.models.custom_field import CustomField, CustomValue, FieldKind
from smartai.core.tickets.models.held_request import HeldRequest
from smartai.core.tickets.models.message import Message, MessageKind
from smartai.core.tickets.models.participant import Participant
from smartai.core.tickets.models.priority import Priority
from smartai.core.tickets.models.status import Category, Status
from smartai.core.tickets.models.tag import Tag
from smartai.core.tickets.models.ticket import Channel, Ticket
from smartai.core.tickets.models.ticket_link import TicketLink

__all__ = [
    "Attachment",
    "Category",
    "Channel",
    "CustomField",
    "CustomValue",
    "FieldKind",
    "HeldRequest",
    "Message",
    "MessageKind",
    "Participant",
    "Priority",
    "Status",
    "Tag",
    "Ticket",
    "TicketLink",
]
