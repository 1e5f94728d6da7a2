from smartai.core.undoing.actions.undo_change import can_undo, undo_change, why_not

__all__ = ["can_undo", "undo_change", "why_not"]
