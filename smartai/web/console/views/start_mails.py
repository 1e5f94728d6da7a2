"""First steps: mail. A test goes the way that every mail goes; a server that is not set yet is tried out."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect

from smartai.core.workspace.models import Step
from smartai.foundation.jobs.due import DueState
from smartai.foundation.mail.deliveries import reason_of
from smartai.foundation.mail.models import OutgoingMail
from smartai.foundation.mail.smtp import Smtp
from smartai.foundation.mail.smtp_url import SmtpServer
from smartai.foundation.mail.transport import NotTaken, Refused
from smartai.foundation.outside.whereabouts import Reach
from smartai.reactions.notifications.kinds import Kind
from smartai.reactions.notifications.preview import sample_letter, send_test
from smartai.web.console.first_steps import gone_on, show_step, url_of
from smartai.web.console.forms.first_steps import MailServerForm
from smartai.web.console.frame import me
from smartai.web.console.mail_advice import advice
from smartai.web.console.mail_way import mail_way
from smartai.web.console.page_checks import reach_for
from smartai.web.ui.pace import TooOften, count
from smartai.web.ui.visitors import VisitorRequest

TRIALS_AN_HOUR = 20
PORTS = frozenset({25, 465, 587, 2525})
"""Where mail servers listen; others are only asked by an installation that is being tried out."""


def mail(request: VisitorRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, MailServerForm())
    then = request.POST.get("then", "")
    if then == "send":
        return _sent(request)
    if then == "try" and not settings.SMTP_URL:
        return _tried(request)
    return gone_on(request, Step.MAIL)


def _sent(request: VisitorRequest) -> HttpResponseBase:
    """The page says how far the test is, for as long as somebody looks."""
    try:
        count("mail-trial", str(me(request).pk), TRIALS_AN_HOUR)
    except TooOften as often:
        return _page(request, MailServerForm(), 429, often=often.words)
    test = send_test(Kind.ANSWERED, me(request))
    return redirect(f"{url_of(Step.MAIL)}?test={test.pk}#test")


def _tried(request: VisitorRequest) -> HttpResponseBase:
    """Hands a real letter to what was typed, and keeps nothing of it, the password least of all."""
    form = MailServerForm(request.POST)
    if form.is_valid():
        server, problem = form.server(), ""
        if server.port not in PORTS and reach_for("") is not Reach.MACHINE:
            form.add_error("port", str(advice("port")))
        else:
            try:
                count("mail-trial", str(me(request).pk), TRIALS_AN_HOUR)
                problem = _problem(server, request)
            except TooOften as often:
                form.add_error(None, often.words)
        if not form.errors:
            told = {"problem": problem, "advice": advice(problem)} if problem else {"line": _line(server)}
            return _page(request, form, 422 if problem else 200, **told)
    return _page(request, form, 422)


def _problem(server: SmtpServer, request: VisitorRequest) -> str:
    """Why the letter was not taken, in the server's own words; empty when it was."""
    letter = sample_letter(Kind.ANSWERED, me(request))
    try:
        with Smtp(server).opened() as carrier:
            carrier.carry(letter)
    except (NotTaken, Refused) as problem:
        return str(problem)
    return ""


def _line(server: SmtpServer) -> str:
    """For whoever runs the server; the password is written there, not here."""
    scheme = "smtps" if server.tls else "smtp"
    name = f"{quote(server.user, safe='')}:PASSWORD@" if server.user else ""
    return f"SMARTAI_SMTP_URL={scheme}://{name}{server.host}:{server.port}"


def _page(request: VisitorRequest, form: MailServerForm, status: int = 200, **told: Any) -> HttpResponseBase:
    context = {
        "form": form,
        "way": mail_way(),
        "address": me(request).email,
        "test": _test(request),
        "often": "",
        "problem": "",
        "advice": "",
        "line": "",
        **told,
    }
    return show_step(request, Step.MAIL, context, status)


def _test(request: VisitorRequest) -> dict[str, Any] | None:
    """How far the owner's own test is."""
    number = request.GET.get("test", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    tests = OutgoingMail.objects.filter(kind__startswith="test_", to_address=me(request).email)
    mail = tests.filter(pk=int(number)).first()
    if mail is None:
        return None
    reason = reason_of(mail)
    return {
        "mail": mail,
        "is_sent": mail.state == DueState.DONE,
        "reason": "" if mail.state == DueState.DONE else reason,
        "advice": advice(reason) if reason else "",
    }
