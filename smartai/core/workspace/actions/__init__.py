from smartai.core.workspace.actions.change_choices import change_choices

__all__ = ["change_choices"]
