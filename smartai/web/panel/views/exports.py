from __future__ import annotations

import json
import tempfile
import zipfile

from django.http import FileResponse, HttpResponseBase
from django.views.decorators.http import require_POST

from smartai.core.privacy.actions import export_person
from smartai.core.privacy.actions.export_person import files_of
from smartai.foundation.files.errors import FileGone
from smartai.foundation.files.store import open_file
from smartai.web.panel.views.profile import me, page
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften, count
from smartai.web.ui.visitors import VisitorRequest

AN_HOUR = 6
PIECE = 256 * 1024


@open_to(Entry.PERSON)
@require_POST
def create(request: VisitorRequest) -> HttpResponseBase:
    """A ZIP of ``data.json`` and the files; built on disk, a piece at a time."""
    person = me(request)
    try:
        count("exports", str(person.pk), AN_HOUR)
    except TooOften as often:
        return often.tell(page(request))
    archive = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        data = json.dumps(export_person(person, by=person), ensure_ascii=False, indent=1)
        packed.writestr("data.json", data.encode("utf-8", "replace"))
        for path, attachment in files_of(person):
            try:
                with open_file(attachment.file) as source, packed.open(path, "w", force_zip64=True) as target:
                    while piece := source.read(PIECE):
                        target.write(piece)
            except FileGone:
                packed.writestr(f"{path}.missing.txt", "This file is not on our disk any more.\n")
    archive.seek(0)
    return FileResponse(archive, as_attachment=True, filename="my-data.zip", content_type="application/zip")
