from smartai.foundation.files.models.stored_file import StoredFile, StoredState

__all__ = ["StoredFile", "StoredState"]
