"""Words that were asked for, marked in a text."""

from __future__ import annotations

import pytest

from smartai.foundation.search.excerpts import Piece
from smartai.web.ui.marking import marked


@pytest.mark.parametrize(
    ("pieces", "html"),
    [
        ([], ""),
        ([Piece("Export")], "Export"),
        ([Piece("The "), Piece("export", marked=True)], "The <mark>export</mark>"),
        (
            [Piece("<b>"), Piece("</mark>&{0}%s", marked=True)],
            "&lt;b&gt;<mark>&lt;/mark&gt;&amp;{0}%s</mark>",
        ),
    ],
)
def test_what_people_wrote_is_escaped_inside_and_outside_of_a_mark(pieces, html):
    assert marked(pieces) == html
