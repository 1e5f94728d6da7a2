from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from smartai.foundation.files.models import StoredFile  # noqa: F401


class StoredFiles(models.QuerySet["StoredFile"]):
    def uploaded_by(self, owner: str) -> StoredFiles:
        """Complete uploads of this owner (see ``uploads.py``) that no message has used yet."""
        return self.filter(state="uploaded", owner_token_hash=owner_hash(owner))

    def never_used(self, *, before: datetime) -> StoredFiles:
        return self.filter(state__in=["uploading", "uploaded"], created_at__lt=before)

    def kept(self) -> StoredFiles:
        return self.filter(state="kept")

    def discarded(self) -> StoredFiles:
        return self.filter(state="discarded")


def owner_hash(owner: str) -> str:
    """What is kept of an owner: enough to compare, no token at rest."""
    return hashlib.sha256(owner.encode("utf-8", "surrogatepass")).hexdigest()
