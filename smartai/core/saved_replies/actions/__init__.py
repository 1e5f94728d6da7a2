from smartai.core.saved_replies.actions.remove_saved_reply import bring_back_saved_reply, remove_saved_reply
from smartai.core.saved_replies.actions.save_saved_reply import save_saved_reply

__all__ = ["bring_back_saved_reply", "remove_saved_reply", "save_saved_reply"]
