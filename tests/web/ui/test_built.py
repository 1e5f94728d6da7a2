"""What a first visit loads is built, compressed, and may be kept for ever."""

from __future__ import annotations

import pytest

from smartai.web.ui.built import built_url
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["panel.css", "panel.ts", "desk.css", "desk.ts"])
@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_styles_and_scripts_are_sent_compressed_and_kept_for_ever(name, encoding):
    answer = client_of(None).get(built_url(name), HTTP_ACCEPT_ENCODING=encoding)
    assert answer.headers["Content-Encoding"] == encoding
    assert "immutable" in answer.headers["Cache-Control"]
