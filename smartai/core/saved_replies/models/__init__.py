from smartai.core.saved_replies.models.saved_reply import SavedReply
from smartai.core.saved_replies.models.saved_reply_words import SavedReplyWords

__all__ = ["SavedReply", "SavedReplyWords"]
