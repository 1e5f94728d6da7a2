from smartai.core.privacy.actions.erase_person import erase_person
from smartai.core.privacy.actions.export_person import export_person
from smartai.core.privacy.actions.retain import counts_by_age, retain

__all__ = ["counts_by_age", "erase_person", "export_person", "retain"]
