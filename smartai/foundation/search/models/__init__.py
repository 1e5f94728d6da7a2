from smartai.foundation.search.models.document import Document
from smartai.foundation.search.models.filed import Filed
from smartai.foundation.search.models.term import Term

__all__ = ["Document", "Filed", "Term"]
