from smartai.core.workspace.actions.change_choices import change_choices
from smartai.core.workspace.actions.forget_delivery import forget_delivery, remember_delivery

__all__ = ["change_choices", "forget_delivery", "remember_delivery"]
