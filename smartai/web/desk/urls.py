"""The team's door: `/desk/`."""

from __future__ import annotations

from django.urls import path

from smartai.web.desk.views import (
    attachments,
    first_owner,
    letters,
    lists,
    new_tickets,
    participants,
    profiles,
    properties,
    sign_in,
    solvings,
    tickets,
    uploads,
)

app_name = "desk"
urlpatterns = [
    path("", lists.home, name="home"),
    path("views/<slug:slug>/", lists.view, name="view"),
    path("search/", lists.search, name="search"),
    path("tickets/new/", new_tickets.new_ticket, name="new"),
    path("tickets/<int:number>/", tickets.ticket, name="ticket"),
    path("tickets/<int:number>/newer/", tickets.newer, name="newer"),
    path("tickets/<int:number>/letters/", letters.letters, name="letters"),
    path("tickets/<int:number>/status/", properties.status, name="status"),
    path("tickets/<int:number>/solving/", solvings.create, name="solving"),
    path("tickets/<int:number>/solving/end/", solvings.destroy, name="solving-end"),
    path("tickets/<int:number>/assignee/", properties.assignee, name="assignee"),
    path("tickets/<int:number>/priority/", properties.priority, name="priority"),
    path("tickets/<int:number>/department/", properties.department, name="department"),
    path("tickets/<int:number>/title/", properties.title, name="title"),
    path("tickets/<int:number>/tags/", properties.tags, name="tags"),
    path("tickets/<int:number>/values/", properties.values, name="values"),
    path("tickets/<int:number>/links/end/", properties.links, name="links-end"),
    path("tickets/<int:number>/participants/", participants.create, name="participants"),
    path("tickets/<int:number>/participants/<int:pk>/end/", participants.destroy, name="participant-end"),
    path("files/<int:pk>/", attachments.attachment, name="attachment"),
    path("files/<int:pk>/preview/", attachments.preview, name="preview"),
    path("uploads/", uploads.uploads, name="uploads"),
    path("profile/", profiles.profile, name="profile"),
    path("profile/password/", profiles.password, name="password"),
    path("profile/password/end/", profiles.password_removal, name="password-end"),
    path("profile/sessions/end/", profiles.sessions_end, name="sessions-end"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.code, name="code"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("first-owner/", first_owner.first_owner, name="first-owner"),
]
