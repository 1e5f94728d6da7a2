from smartai.core.privacy.actions.erase_person import erase_person
from smartai.core.privacy.actions.export_person import export_person

__all__ = ["erase_person", "export_person"]
