from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone

from smartai.foundation.files.querysets import StoredFiles


class StoredState(models.TextChoices):
    UPLOADING = "uploading"  # bytes are arriving
    UPLOADED = "uploaded"  # complete on disk, waiting to be used; swept after a day
    KEPT = "kept"  # part of a message
    DISCARDED = "discarded"  # nobody may see it any more; bytes and row go at the next sweep


def new_key() -> str:
    """128 random bits, safe in an address and as a file name."""
    return secrets.token_urlsafe(16)


class StoredFile(models.Model):
    """A file somebody sent. Its bytes lie under ``key``, never under the sender's name.

    ``name`` is clean (see ``names.py``) but still somebody's text: escape it at every exit.
    ``content_type`` was found in the content. The image's size in pixels is known only while a
    preview can be made of it.
    """

    key = models.CharField(max_length=22, unique=True, default=new_key)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField(default=0)
    content_type = models.CharField(max_length=100, default="application/octet-stream")
    sha256 = models.CharField(max_length=64, blank=True)
    image_width = models.PositiveIntegerField(null=True, blank=True)
    image_height = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=StoredState, default=StoredState.UPLOADING)
    owner_token_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    objects = StoredFiles.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "created_at"], name="stored_file_sweep")]

    def __str__(self) -> str:
        return self.name

    @property
    def has_preview(self) -> bool:
        """True for raster images that may be shown in the page, re-encoded."""
        return self.image_width is not None
