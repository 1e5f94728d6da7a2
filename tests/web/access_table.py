"""Who may enter what: one row for every route of the product. A route without a row fails the build.

A row says what each person gets from a GET of the page about *Alice's* ticket in Support (or the thing that
belongs to it). The columns are the whole cast: a visitor, Alice (her own), Bob (a colleague), Carol (a
stranger), Mia (an agent of another department), Anton (an agent of the ticket's), Olga (the owner).
"""

from __future__ import annotations

from dataclasses import dataclass

WHO = ("visitor", "alice", "bob", "carol", "mia", "anton", "olga")

IN = 302  # asked to sign in
OK, NO, GONE, POST = 200, 403, 404, 405
ALONE = 503  # event streams are answered before Django; alone it says so


# A picture that is no picture has no preview, a workspace without a logo has none, metrics are off:
# those rows say 404 for everybody. The outbox is open because the test asks from this machine.


@dataclass(frozen=True)
class Row:
    """``gets`` in the order of ``WHO``; 405 is a page that only takes what is sent."""

    gets: tuple[int, ...]


def row(visitor: int, alice: int, bob: int, carol: int, mia: int, anton: int, olga: int) -> Row:
    return Row((visitor, alice, bob, carol, mia, anton, olga))


ANYBODY = row(OK, OK, OK, OK, OK, OK, OK)
ANYBODY_SENDS = row(POST, POST, POST, POST, POST, POST, POST)
VISITORS = row(OK, IN, IN, IN, IN, IN, IN)
SIGNED_IN = row(IN, OK, OK, OK, OK, OK, OK)
SIGNED_IN_SENDS = row(IN, POST, POST, POST, POST, POST, POST)
OWN = row(IN, OK, GONE, GONE, GONE, GONE, GONE)
OWN_SENDS = row(IN, POST, GONE, GONE, GONE, GONE, GONE)
TEAM = row(IN, GONE, GONE, GONE, OK, OK, OK)
TEAM_SENDS = row(IN, GONE, GONE, GONE, POST, POST, POST)
THEIR_TICKET = row(IN, GONE, GONE, GONE, GONE, OK, OK)
OWNERS = row(IN, GONE, GONE, GONE, NO, NO, OK)
OWNERS_SEND = row(IN, GONE, GONE, GONE, NO, NO, POST)
NOT_HERE = row(GONE, GONE, GONE, GONE, GONE, GONE, GONE)
REDIRECTS = row(IN, IN, IN, IN, IN, IN, IN)
NO_STREAM = row(ALONE, ALONE, ALONE, ALONE, ALONE, ALONE, ALONE)

TABLE: dict[str, Row] = {
    "root": REDIRECTS,
    "panel:new": ANYBODY,
    "panel:uploads": ANYBODY_SENDS,
    "panel:challenge": NOT_HERE,
    "panel:suggestions": ANYBODY_SENDS,
    "panel:suggestion": ANYBODY,
    "panel:suggestion-answered": ANYBODY_SENDS,
    "panel:suggestion-answered-end": ANYBODY_SENDS,
    "panel:register": VISITORS,
    "panel:sign-in": VISITORS,
    "panel:code": REDIRECTS,
    "panel:code-again": ANYBODY_SENDS,
    "panel:code-link": row(OK, IN, IN, IN, IN, IN, IN),
    "panel:password": ANYBODY,
    "panel:sign-out": ANYBODY_SENDS,
    "panel:requests": SIGNED_IN,
    "panel:request": OWN,
    "panel:request-newer": OWN,
    "panel:request-reply": OWN_SENDS,
    "panel:request-closure": OWN_SENDS,
    "panel:request-reopening": OWN_SENDS,
    "panel:request-rating": OWN_SENDS,
    "panel:request-file": OWN,
    "panel:request-preview": row(IN, GONE, GONE, GONE, GONE, GONE, GONE),
    "panel:request-links": OWN_SENDS,
    "panel:link": row(OK, IN, OK, OK, OK, OK, OK),
    "panel:link-newer": ANYBODY,
    "panel:link-reply": ANYBODY_SENDS,
    "panel:link-closure": ANYBODY_SENDS,
    "panel:link-reopening": ANYBODY_SENDS,
    "panel:link-rating": ANYBODY_SENDS,
    "panel:link-file": ANYBODY,
    "panel:link-preview": NOT_HERE,
    "panel:live": NO_STREAM,
    "panel:profile": SIGNED_IN,
    "panel:profile-fields": SIGNED_IN_SENDS,
    "panel:addresses": SIGNED_IN_SENDS,
    "panel:address-code": REDIRECTS,
    "panel:address-main": SIGNED_IN_SENDS,
    "panel:address-removal": SIGNED_IN_SENDS,
    "panel:own-password": SIGNED_IN_SENDS,
    "panel:own-password-removal": SIGNED_IN_SENDS,
    "panel:sessions-end": SIGNED_IN_SENDS,
    "panel:session-end": SIGNED_IN_SENDS,
    "panel:export": SIGNED_IN_SENDS,
    "panel:erasure": SIGNED_IN_SENDS,
    "console:home": row(IN, GONE, GONE, GONE, NO, NO, IN),
    "console:group": OWNERS,
    "console:mail": OWNERS,
    "console:mail-body": OWNERS,
    "console:mail-test": OWNERS_SEND,
    "console:departments": OWNERS,
    "console:department": OWNERS,
    "console:department-archive": OWNERS_SEND,
    "console:department-move": OWNERS_SEND,
    "console:colleagues": OWNERS,
    "console:colleague": OWNERS,
    "console:customers": OWNERS,
    "console:customer": OWNERS,
    "console:customer-erasure": OWNERS_SEND,
    "console:fields": OWNERS,
    "console:field-new": OWNERS,
    "console:field": OWNERS,
    "console:field-removal": OWNERS_SEND,
    "console:field-move": OWNERS_SEND,
    "console:statuses": OWNERS,
    "console:status": OWNERS,
    "console:status-archive": OWNERS_SEND,
    "console:priorities": OWNERS,
    "console:priority": OWNERS,
    "console:questions": OWNERS,
    "console:question": OWNERS,
    "console:question-removal": OWNERS_SEND,
    "console:articles": TEAM,
    "console:article-new": TEAM,
    "console:article": TEAM,
    "console:deliveries": OWNERS,
    "console:deliveries-again": OWNERS_SEND,
    "console:delivery-forgetting": OWNERS_SEND,
    "console:delivery-forgetting-end": OWNERS_SEND,
    "console:changes": OWNERS,
    "desk:home": TEAM,
    "desk:view": TEAM,
    "desk:search": TEAM,
    "desk:new": TEAM,
    "desk:ticket": THEIR_TICKET,
    "desk:newer": THEIR_TICKET,
    "desk:letters": TEAM_SENDS,
    "desk:status": TEAM_SENDS,
    "desk:solving": TEAM_SENDS,
    "desk:solving-end": TEAM_SENDS,
    "desk:assignee": TEAM_SENDS,
    "desk:priority": TEAM_SENDS,
    "desk:department": TEAM_SENDS,
    "desk:title": TEAM_SENDS,
    "desk:tags": TEAM_SENDS,
    "desk:values": TEAM_SENDS,
    "desk:links-end": TEAM_SENDS,
    "desk:participants": TEAM_SENDS,
    "desk:participant-end": TEAM_SENDS,
    "desk:attachment": THEIR_TICKET,
    "desk:preview": row(IN, GONE, GONE, GONE, GONE, GONE, GONE),
    "desk:uploads": TEAM_SENDS,
    "desk:profile": TEAM,
    "desk:password": TEAM_SENDS,
    "desk:password-end": TEAM_SENDS,
    "desk:sessions-end": TEAM_SENDS,
    "desk:sign-in": row(OK, OK, OK, OK, IN, IN, IN),
    "desk:code": REDIRECTS,
    "desk:sign-out": SIGNED_IN_SENDS,
    "desk:first-owner": NOT_HERE,
    "help:home": ANYBODY,
    "help:article": ANYBODY,
    "outbox:home": ANYBODY,
    "outbox:mail": ANYBODY,
    "outbox:body": ANYBODY,
    "brand-css": ANYBODY,
    "brand-logo": NOT_HERE,
    "brand-logo-png": NOT_HERE,
    "metrics": NOT_HERE,
}

SHUT = (IN, NO, GONE)
OPEN_DOORS = ("panel:address-code",)  # whoever waits for no code is sent to the profile
