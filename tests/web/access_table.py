"""Who may enter what: one row for every route of the product. A route without a row fails the build.

A row says what each person gets from a GET of the page about *Alice's* ticket in Support (or the thing that
belongs to it). The columns are the whole cast: a visitor, Alice (her own), Bob (a colleague), Carol (a
stranger), Leo (a light agent of the ticket's department), Mia (an agent of another department), Anton (an
agent of the ticket's), Selma (a supervisor, of no department), Olga (the owner).
"""

from __future__ import annotations

from dataclasses import dataclass

WHO = ("visitor", "alice", "bob", "carol", "leo", "mia", "anton", "selma", "olga")

IN = 302  # asked to sign in
OK, NO, GONE, POST = 200, 403, 404, 405
EMPTY = 204
ALONE = 503  # event streams are answered before Django; alone it says so


# A picture that is no picture has no preview, a workspace without a logo has none, metrics are off, passkeys
# belong to a name and this is a bare address, the provider is not offered: those rows say 404 for everybody.
# The outbox is open because the test asks from this machine.


@dataclass(frozen=True)
class Row:
    """``gets`` in the order of ``WHO``; 405 is a page that only takes what is sent."""

    gets: tuple[int, ...]


def row(
    visitor: int, alice: int, bob: int, carol: int, leo: int, mia: int, anton: int, selma: int, olga: int
) -> Row:
    return Row((visitor, alice, bob, carol, leo, mia, anton, selma, olga))


def same(status: int) -> Row:
    return Row((status,) * len(WHO))


def signed_in(status: int) -> Row:
    return row(IN, *[status] * 8)


def colleagues(leo: int, mia: int, anton: int, selma: int, olga: int) -> Row:
    """Customers are not told that there is such a page."""
    return row(IN, GONE, GONE, GONE, leo, mia, anton, selma, olga)


ANYBODY = same(OK)
ANYBODY_SENDS = same(POST)
VISITORS = row(OK, IN, IN, IN, IN, IN, IN, IN, IN)
SIGNED_IN = signed_in(OK)
SIGNED_IN_SENDS = signed_in(POST)
OWN = row(IN, OK, GONE, GONE, GONE, GONE, GONE, GONE, GONE)
OWN_SENDS = row(IN, POST, GONE, GONE, GONE, GONE, GONE, GONE, GONE)
TEAM = colleagues(OK, OK, OK, OK, OK)
TEAM_SENDS = colleagues(POST, POST, POST, POST, POST)
AGENTS = colleagues(NO, OK, OK, OK, OK)
AGENTS_SEND = colleagues(NO, POST, POST, POST, POST)
THEIR_TICKET = colleagues(OK, GONE, OK, OK, OK)
AGENTS_TICKET = colleagues(NO, GONE, OK, OK, OK)
SUPERVISORS = colleagues(NO, NO, NO, OK, OK)
SUPERVISORS_SEND = colleagues(NO, NO, NO, POST, POST)
OWNERS = colleagues(NO, NO, NO, NO, OK)
OWNERS_SEND = colleagues(NO, NO, NO, NO, POST)
NOT_HERE = same(GONE)
REDIRECTS = same(IN)
NOTHING_TYPED = same(EMPTY)
NO_STREAM = same(ALONE)

TABLE: dict[str, Row] = {
    "root": REDIRECTS,
    "embed:frame": ANYBODY,
    "embed:unread": ANYBODY,
    "embed-script": ANYBODY,
    "embed-types": ANYBODY,
    "panel:new": ANYBODY,
    "panel:home": REDIRECTS,
    "panel:uploads": ANYBODY_SENDS,
    "panel:challenge": NOT_HERE,
    "panel:suggestions": ANYBODY_SENDS,
    "panel:suggestion": ANYBODY,
    "panel:suggestion-opened": ANYBODY_SENDS,
    "panel:suggestion-answered": ANYBODY_SENDS,
    "panel:suggestion-answered-end": ANYBODY_SENDS,
    "panel:register": VISITORS,
    "panel:sign-in": VISITORS,
    "panel:code": REDIRECTS,
    "panel:code-again": ANYBODY_SENDS,
    "panel:code-link": VISITORS,
    "panel:second-step": REDIRECTS,
    "panel:passkey-sign-in": ANYBODY_SENDS,
    "panel:passkey-asked": NOT_HERE,
    "panel:provider": NOT_HERE,
    "panel:provider-return": REDIRECTS,
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
    "panel:request-preview": signed_in(GONE),
    "panel:request-links": OWN_SENDS,
    "panel:link": row(OK, IN, OK, OK, OK, OK, OK, OK, OK),
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
    "panel:ways": SIGNED_IN,
    "panel:own-second-step": SIGNED_IN,
    "panel:own-second-step-end": SIGNED_IN_SENDS,
    "panel:own-recovery-codes": SIGNED_IN_SENDS,
    "panel:own-passkeys": SIGNED_IN_SENDS,
    "panel:own-passkeys-asked": signed_in(GONE),
    "panel:own-passkey": SIGNED_IN_SENDS,
    "panel:own-passkey-removal": SIGNED_IN_SENDS,
    "panel:own-account-removal": SIGNED_IN_SENDS,
    "panel:sessions-end": SIGNED_IN_SENDS,
    "panel:session-end": SIGNED_IN_SENDS,
    "panel:export": SIGNED_IN_SENDS,
    "panel:erasure": SIGNED_IN_SENDS,
    "console:home": colleagues(NO, IN, IN, IN, IN),
    "console:start": colleagues(NO, NO, NO, NO, IN),
    "console:start-step": OWNERS,
    "console:start-later": OWNERS_SEND,
    "console:start-ready": OWNERS,
    "console:start-dismissal": OWNERS_SEND,
    "console:find": AGENTS,
    "console:group": OWNERS,
    "console:group-draft": OWNERS_SEND,
    "console:group-draft-end": OWNERS_SEND,
    "console:robot-check": OWNERS,
    "console:robot-check-asked": OWNERS_SEND,
    "console:robot-check-solved": OWNERS_SEND,
    "console:mail": OWNERS,
    "console:mail-body": OWNERS,
    "console:mail-letter": OWNERS,
    "console:mail-test": OWNERS_SEND,
    "console:panels": OWNERS,
    "console:panel": OWNERS,
    "console:panel-sample": OWNERS,
    "console:panel-light": OWNERS,
    "console:panel-check": OWNERS_SEND,
    "console:panel-group": OWNERS,
    "console:panel-group-draft": OWNERS_SEND,
    "console:panel-group-draft-end": OWNERS_SEND,
    "console:panel-group-following": OWNERS_SEND,
    "console:panel-robot-check": OWNERS,
    "console:panel-robot-check-asked": OWNERS_SEND,
    "console:panel-robot-check-solved": OWNERS_SEND,
    "console:panel-identity": OWNERS,
    "console:panel-identity-retirement": OWNERS_SEND,
    "console:panel-identity-check": OWNERS_SEND,
    "embed:session": ANYBODY_SENDS,
    "console:departments": SUPERVISORS,
    "console:department": SUPERVISORS,
    "console:department-archive": OWNERS,
    "console:department-return": OWNERS_SEND,
    "console:department-move": OWNERS_SEND,
    "console:colleagues": SUPERVISORS,
    "console:colleague": SUPERVISORS,
    "console:colleague-departure": OWNERS,
    "console:colleague-return": OWNERS_SEND,
    "console:second-step-removal": OWNERS_SEND,
    "console:providers": OWNERS,
    "console:provider": OWNERS,
    "console:provider-removal": OWNERS_SEND,
    "console:customers": OWNERS,
    "console:customer": OWNERS,
    "console:customer-erasure": OWNERS_SEND,
    "console:fields": OWNERS,
    "console:field-new": OWNERS,
    "console:field": OWNERS,
    "console:field-removal": OWNERS_SEND,
    "console:field-removal-end": OWNERS_SEND,
    "console:fields-order": OWNERS_SEND,
    "console:form-part": OWNERS,
    "console:form-preview": OWNERS,
    "console:statuses": OWNERS,
    "console:status": OWNERS,
    "console:status-archive": OWNERS_SEND,
    "console:priorities": OWNERS,
    "console:priority": OWNERS,
    "console:tags": SUPERVISORS,
    "console:tag": SUPERVISORS,
    "console:tag-merging": SUPERVISORS_SEND,
    "console:tag-archive": SUPERVISORS_SEND,
    "console:tag-return": SUPERVISORS_SEND,
    "console:questions": OWNERS,
    "console:question": OWNERS,
    "console:question-removal": OWNERS_SEND,
    "console:articles": AGENTS,
    "console:articles-bulk": AGENTS_SEND,
    "console:articles-restoration": AGENTS_SEND,
    "console:article-links": AGENTS,
    "console:link-mending": AGENTS_SEND,
    "console:article-new": AGENTS,
    "console:article": AGENTS,
    "console:article-review": AGENTS_SEND,
    "console:article-languages": AGENTS,
    "console:article-translation": AGENTS_SEND,
    "console:article-translation-confirmed": AGENTS_SEND,
    "console:categories": AGENTS,
    "console:categories-order": AGENTS_SEND,
    "console:category": AGENTS,
    "console:category-order": AGENTS_SEND,
    "console:category-removal": AGENTS,
    "console:saved_replies": AGENTS,
    "console:saved-reply-new": AGENTS,
    "console:saved-reply": AGENTS,
    "console:saved-reply-removal": AGENTS_SEND,
    "console:saved-reply-removal-end": AGENTS_SEND,
    "console:article-feedback": AGENTS,
    "console:article-word-refusal": AGENTS_SEND,
    "console:figures": AGENTS,
    "console:figures-again": AGENTS_SEND,
    "console:figures-writings": AGENTS,
    "console:asked": AGENTS,
    "console:asked-answer": AGENTS_SEND,
    "console:asked-dismissal": AGENTS_SEND,
    "console:asked-dismissal-end": AGENTS_SEND,
    "console:article-new-draft": AGENTS_SEND,
    "console:article-new-draft-end": AGENTS_SEND,
    "console:article-new-files": AGENTS_SEND,
    "console:article-new-preview": AGENTS_SEND,
    "console:article-draft": AGENTS_SEND,
    "console:article-draft-end": AGENTS_SEND,
    "console:article-files": AGENTS_SEND,
    "console:article-preview": AGENTS_SEND,
    "console:article-versions": AGENTS,
    "console:article-version": AGENTS,
    "console:article-restoring": AGENTS_SEND,
    "console:article-file-removal": AGENTS_SEND,
    "console:deliveries": OWNERS,
    "console:deliveries-again": OWNERS_SEND,
    "console:delivery-forgetting": OWNERS_SEND,
    "console:delivery-forgetting-end": OWNERS_SEND,
    "console:changes": SUPERVISORS,
    "console:change-undo": AGENTS_SEND,
    "desk:home": TEAM,
    "desk:view": TEAM,
    "desk:search": TEAM,
    "desk:new": AGENTS,
    "desk:ticket": THEIR_TICKET,
    "desk:newer": THEIR_TICKET,
    "desk:letters": TEAM_SENDS,
    "desk:status": AGENTS_SEND,
    "desk:solving": AGENTS_SEND,
    "desk:acceptance": AGENTS_SEND,
    "desk:refusal": AGENTS_SEND,
    "desk:review-again": AGENTS_SEND,
    "desk:solving-end": AGENTS_SEND,
    "desk:assignee": AGENTS_SEND,
    "desk:priority": AGENTS_SEND,
    "desk:department": AGENTS_SEND,
    "desk:title": AGENTS_SEND,
    "desk:tags": AGENTS_SEND,
    "desk:tags-offered": AGENTS,
    "desk:values": AGENTS_SEND,
    "desk:links-end": AGENTS_SEND,
    "desk:articles": THEIR_TICKET,
    "desk:article-text": THEIR_TICKET,
    "desk:similar": THEIR_TICKET,
    "desk:similar-answer": AGENTS_TICKET,
    "desk:participants": AGENTS_SEND,
    "desk:participant-end": AGENTS_SEND,
    "desk:attachment": THEIR_TICKET,
    "desk:preview": signed_in(GONE),
    "desk:uploads": TEAM_SENDS,
    "desk:profile": TEAM,
    "desk:password": TEAM_SENDS,
    "desk:password-end": TEAM_SENDS,
    "desk:sessions-end": TEAM_SENDS,
    "desk:sign-in": row(OK, OK, OK, OK, IN, IN, IN, IN, IN),
    "desk:code": REDIRECTS,
    "desk:sign-out": SIGNED_IN_SENDS,
    "desk:first-owner": NOT_HERE,
    "desk:saved-replies": AGENTS_TICKET,
    "help:home": ANYBODY,
    "help:article": ANYBODY,
    "help:category": ANYBODY,
    "help:newest": ANYBODY,
    "help:typing": NOTHING_TYPED,
    "help:feed": ANYBODY,
    "help:sitemap": ANYBODY,
    "help:feedback": ANYBODY,
    "help:unanswered": ANYBODY_SENDS,
    "help:file": ANYBODY,
    "outbox:home": ANYBODY,
    "outbox:mail": ANYBODY,
    "outbox:body": ANYBODY,
    "brand-css": ANYBODY,
    "brand-logo": NOT_HERE,
    "brand-logo-png": NOT_HERE,
    "robots": ANYBODY,
    "metrics": NOT_HERE,
}

SHUT = (IN, NO, GONE)
OPEN_DOORS = ("panel:address-code",)  # whoever waits for no code is sent to the profile
