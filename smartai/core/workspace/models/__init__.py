from smartai.core.workspace.models.choice_draft import ChoiceDraft
from smartai.core.workspace.models.panel_site import PanelSite
from smartai.core.workspace.models.support_panel import SupportPanel
from smartai.core.workspace.models.workspace import Step, StepState, Workspace

__all__ = ["ChoiceDraft", "PanelSite", "Step", "StepState", "SupportPanel", "Workspace"]
