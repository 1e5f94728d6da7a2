"""Where vectors come from, by what the environment says; one line for each way."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from smartai.foundation.embedding.endpoint import Endpoint
from smartai.foundation.embedding.folder import Folder
from smartai.foundation.embedding.null import NoEmbedding
from smartai.foundation.embedding.provider import Provider


def provider() -> Provider:
    return _made(
        settings.EMBEDDINGS_URL,
        settings.EMBEDDINGS_MODEL,
        settings.EMBEDDINGS_KEY,
        settings.EMBEDDINGS_FOLDER,
    )


@lru_cache(maxsize=1)
def _made(address: str, model: str, key: str, folder: str) -> Provider:
    """Kept: an endpoint remembers that it failed, a folder what it read."""
    if address:
        return Endpoint(address, model, key)
    return Folder(Path(folder)) if folder else NoEmbedding()
