from smartai.core.departments.actions.archive_department import (
    archive_department,
    restore_department,
)
from smartai.core.departments.actions.change_department import change_department
from smartai.core.departments.actions.create_department import create_department
from smartai.core.departments.actions.order_departments import order_departments
from smartai.core.departments.actions.set_departments import set_departments
from smartai.core.departments.actions.set_members import set_members

__all__ = [
    "archive_department",
    "change_department",
    "create_department",
    "order_departments",
    "restore_department",
    "set_departments",
    "set_members",
]
