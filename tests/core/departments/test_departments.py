from __future__ import annotations

import pytest

from smartai.core.departments.actions import (
    archive_department,
    change_department,
    create_department,
    restore_department,
    set_members,
)
from smartai.core.departments.errors import DepartmentNameTaken, LastDepartment
from smartai.core.departments.models import Department
from smartai.core.workspace.errors import NotAllowed

pytestmark = pytest.mark.django_db


def test_an_owner_creates_renames_and_hides_a_department(olga):
    department = create_department("Data", by=olga)
    change_department(department, by=olga, name="Data and exports", offered=False)
    assert department not in Department.objects.offered()
    assert Department.objects.get(pk=department.pk).name == "Data and exports"


def test_two_departments_never_share_a_name(olga, support):
    with pytest.raises(DepartmentNameTaken):
        create_department("Support", by=olga)


def test_an_archived_department_takes_no_new_requests_until_restored(olga, billing):
    archive_department(billing, by=olga)
    assert billing not in Department.objects.offered()
    restore_department(billing, by=olga)
    assert billing in Department.objects.offered()


def test_the_last_department_stays(olga, support):
    with pytest.raises(LastDepartment):
        archive_department(support, by=olga)


def test_members_are_exactly_the_chosen_colleagues(olga, billing, mia, anton, alice):
    set_members(billing, [anton, alice], by=olga)
    assert list(billing.members.all()) == [anton]


def test_customers_see_only_what_a_form_may_offer(alice, olga, billing, support):
    change_department(billing, by=olga, name="Billing", offered=False)
    assert list(Department.objects.visible_to(alice)) == [support]
    assert billing in Department.objects.visible_to(olga)


def test_agents_do_not_change_departments(mia, billing):
    with pytest.raises(NotAllowed):
        change_department(billing, by=mia, name="Mine", offered=True)
