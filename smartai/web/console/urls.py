"""What owners decide: `/desk/settings/`."""

from __future__ import annotations

from django.urls import path

from smartai.web.console.views import (
    articles,
    changes,
    colleagues,
    customers,
    deliveries,
    departments,
    fields,
    groups,
    mails,
    priorities,
    questions,
    statuses,
)

app_name = "console"
urlpatterns = [
    path("", groups.home, name="home"),
    path("choices/<slug:name>/", groups.edit, name="group"),
    path("mails/<slug:kind>/", mails.show_mail, name="mail"),
    path("mails/<slug:kind>/page/", mails.body, name="mail-body"),
    path("mails/<slug:kind>/test/", mails.test, name="mail-test"),
    path("departments/", departments.index, name="departments"),
    path("departments/<int:pk>/", departments.edit, name="department"),
    path("departments/<int:pk>/archive/", departments.archive, name="department-archive"),
    path("departments/<int:pk>/move/", departments.move, name="department-move"),
    path("colleagues/", colleagues.index, name="colleagues"),
    path("colleagues/<int:pk>/", colleagues.edit, name="colleague"),
    path("customers/", customers.index, name="customers"),
    path("customers/<int:pk>/", customers.edit, name="customer"),
    path("customers/<int:pk>/erase/", customers.erase, name="customer-erasure"),
    path("fields/", fields.index, name="fields"),
    path("fields/new/", fields.create, name="field-new"),
    path("fields/<int:pk>/", fields.edit, name="field"),
    path("fields/<int:pk>/remove/", fields.remove, name="field-removal"),
    path("fields/<int:pk>/move/", fields.move, name="field-move"),
    path("statuses/", statuses.index, name="statuses"),
    path("statuses/<int:pk>/", statuses.edit, name="status"),
    path("statuses/<int:pk>/archive/", statuses.archive, name="status-archive"),
    path("priorities/", priorities.index, name="priorities"),
    path("priorities/<int:pk>/", priorities.edit, name="priority"),
    path("questions/", questions.index, name="questions"),
    path("questions/<int:pk>/", questions.edit, name="question"),
    path("questions/<int:pk>/remove/", questions.remove, name="question-removal"),
    path("articles/", articles.index, name="articles"),
    path("articles/new/", articles.create, name="article-new"),
    path("articles/<int:pk>/", articles.edit, name="article"),
    path("deliveries/", deliveries.index, name="deliveries"),
    path("deliveries/again/", deliveries.again, name="deliveries-again"),
    path("deliveries/<int:pk>/forget/", deliveries.forget, name="delivery-forgetting"),
    path("deliveries/<int:pk>/forget/end/", deliveries.remember, name="delivery-forgetting-end"),
    path("changes/", changes.index, name="changes"),
]
