from smartai.core.workspace.models.workspace import Workspace

__all__ = ["Workspace"]
