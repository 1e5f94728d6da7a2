from __future__ import annotations

from email.message import EmailMessage

import pytest

from smartai.foundation.jobs.due import DueState
from smartai.foundation.mail.drain import MailDrain
from smartai.foundation.mail.marks import NothingToFill, filled, mark
from smartai.foundation.mail.models import OutgoingMail
from smartai.foundation.mail.ways_out import way_out
from tests.foundation.mail.owing import drain_to, fill, nothing_follows, owe
from tests.foundation.mail.smtp_server import MailServer

pytestmark = pytest.mark.django_db


def bodies(message: EmailMessage) -> tuple[str, str]:
    """Text and HTML, with the line ends of this machine."""
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain
    assert html
    return plain.get_content().replace("\r", ""), html.get_content()


@pytest.mark.parametrize(
    "words", ["Straße gesperrt – 50 €", "طلبك رقم ٤٢ قيد المعالجة", "日本語の件名 😀" * 12, "plain"]
)
def test_every_script_arrives_as_written(server: MailServer, words: str) -> None:
    owe(subject=words, text=f"{words}\n.\nFrom here", html=f"<p dir='auto'>{words}</p>", to_name=words[:12])
    drain_to(server.url).drain()
    (message,) = server.messages
    text, html = bodies(message)
    assert message["Subject"] == words
    assert message["To"].addresses[0].display_name == words[:12].strip()
    assert text.splitlines() == [words, ".", "From here"]
    assert words in html
    assert server.accepted[0].isascii()
    assert max(map(len, server.accepted[0].splitlines())) <= 78


def test_an_address_in_another_script_arrives(server: MailServer) -> None:
    owe(to_address="jörg@bücher.example")
    assert drain_to(server.url).drain() == 1
    assert "jörg@xn--bcher-kva.example" in server.accepted[0].decode()


@pytest.mark.parametrize("field", ["subject", "to_name", "from_name", "in_reply_to", "references"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b\0\ud800"])
def test_no_field_can_add_a_header(server: MailServer, field: str, line_end: str) -> None:
    owe(
        **{field: f"<hello@a.example>{line_end}Bcc: carol@evil.example"},
        headers={"X-Way": f"a{line_end}Bcc: c"},
    )
    drain_to(server.url).drain()
    (message,) = server.messages
    assert message["Bcc"] is None
    assert len(message["To"].addresses) == 1


@pytest.mark.parametrize("words", ["=?utf-8?q?a=0D=0ABcc:_carol@evil.example?=", "a=?utf-8?b?w6Q=?= b"])
def test_an_encoded_word_that_somebody_typed_stays_as_typed(server: MailServer, words: str) -> None:
    owe(subject=f"Re: {words}", to_name=words, from_name=words, headers={"X-Way": words})
    drain_to(server.url).drain()
    (message,) = server.messages
    assert message["Bcc"] is None
    names = [message[field].addresses[0].display_name for field in ("To", "From")]
    shown = [str(message["Subject"]).removeprefix("Re: "), str(message["X-Way"]), *names]
    assert [one.replace("\N{WORD JOINER}", "") for one in shown] == [words] * 4


@pytest.mark.parametrize("name", ["Bcc", "From", "X-Way\r\nBcc", "", "Content-Type", "Message-ID"])
def test_a_header_that_is_not_the_senders_to_set_gives_the_mail_up(server: MailServer, name: str) -> None:
    owe(headers={name: "carol@evil.example"})
    assert drain_to(server.url).drain() == 0
    assert OutgoingMail.objects.get().state == DueState.GIVEN_UP


@pytest.mark.parametrize(
    "address", ["", "alice", "a@b.example\r\nRCPT TO:<c@d.example>", "a@b.example,c@d.example"]
)
def test_what_is_no_address_is_not_owed_a_mail(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        owe(to_address=address)


def test_headers_say_that_a_machine_wrote_and_ids_of_any_length_stay_whole(server: MailServer) -> None:
    long = f"<{'a' * 120}@eurprd05.prod.outlook.example>"
    ids = [f"<{number}@a.example>" for number in range(50)]
    owe(in_reply_to=long, references=" ".join([*ids, long]), headers={"Auto-Submitted": "auto-replied"})
    drain_to(server.url).drain()
    (message,) = server.messages
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["In-Reply-To"] == long
    assert message["References"].split() == [ids[0], *ids[-19:], long]


def test_marks_are_filled_when_sent_and_never_stored(server: MailServer) -> None:
    link, code = mark("link", 12), mark("code", 7)
    owe(text=f"Open {link}\nCode {code}", html=f'<style>a {{ color: red }}</style><a href="{link}">Open</a>')
    drain_to(server.url).drain()
    (message,) = server.messages
    text, html = bodies(message)
    assert "link/12?a=1&b=2\nCode 123456" in text
    assert 'link/12?a=1&amp;b=2"' in html
    assert 'style="color: red' in html
    kept = OutgoingMail.objects.get()
    assert "123456" not in kept.text
    assert "link/12?" not in kept.html


def test_a_mark_that_somebody_typed_stays_text() -> None:
    forged = "{{code:7}} {{code:7:" + "0" * 32 + "}} " + mark("code", 8).replace(":8:", ":7:")
    assert filled(forged, fill) == forged


def test_a_mail_whose_link_is_gone_is_given_up_with_the_reason() -> None:
    def gone(kind: str, identity: str) -> str:
        raise NothingToFill("The link was revoked.")

    owe(text=mark("link", 1))
    MailDrain(way_out(), gone, nothing_follows).drain()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.last_error) == (DueState.GIVEN_UP, "The link was revoked.")
