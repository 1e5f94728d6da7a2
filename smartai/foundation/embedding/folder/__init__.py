"""A static model in a folder: the vectors of a text's pieces, averaged. Nothing leaves the machine."""

from smartai.foundation.embedding.folder.folder import Folder

__all__ = ["Folder"]
