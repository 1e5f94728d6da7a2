from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from smartai.config.drains import drains
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import Person
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.store import receive
from smartai.foundation.jobs.drain import drain_until_quiet
from smartai.foundation.mail.models import OutgoingMail
from tests.cast import choose

pytestmark = pytest.mark.django_db


def test_the_logo_in_mails_is_a_small_png_from_our_own_pixels(a_ticket: Ticket, alice: Person) -> None:
    made = BytesIO()
    Image.new("RGB", (600, 300), "#056d79").save(made, "JPEG")
    stored = receive([made.getvalue()], "logo.jpg", 1_000_000, "owner")
    StoredFile.objects.filter(pk=stored.pk).update(state="kept")
    assert Client().get("/brand/logo.png").status_code == 404
    choose("brand", logo=stored.key)
    drain_until_quiet(drains()[:1])
    found = re.search(r'src="http[^"]+(/brand/logo\.png\?v=\d+)"', OutgoingMail.objects.get().html)
    assert found
    response = Client().get(found[1])
    assert response.headers["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (112, 56)
