from __future__ import annotations


class DepartmentNameTaken(Exception):
    """Another department has this name."""


class LastDepartment(Exception):
    """Tickets need a department: the last one can't be archived."""
