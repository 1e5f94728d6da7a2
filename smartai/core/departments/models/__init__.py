from smartai.core.departments.models.department import Department, Membership

__all__ = ["Department", "Membership"]
