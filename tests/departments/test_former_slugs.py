import pytest
from django.db import IntegrityError, transaction

from departments.models import Department, FormerSlug
from tests.admin import as_sent, page
from tests.factories import make_department

pytestmark = pytest.mark.django_db


def renamed(department, *slugs):
    """The department after its slug was changed to each of these."""
    for slug in slugs:
        department.slug = slug
        department.save()
    return department


def former(department):
    return {one.slug for one in department.former_slugs.all()}


def test_a_changed_slug_is_kept():
    assert former(renamed(make_department("a"), "b", "c")) == {"a", "b"}


def test_what_else_changes_keeps_nothing():
    department = make_department("a")
    department.short_name = "民政和救助局"
    department.save()
    assert not FormerSlug.objects.exists()


def test_a_slug_that_is_current_again_is_no_former_one():
    assert former(renamed(make_department("a"), "b", "a")) == {"b"}


def test_a_new_department_takes_over_a_former_slug():
    renamed(make_department("a"), "b")
    make_department("a", "另一局")
    assert not FormerSlug.objects.exists()


def test_another_department_takes_over_a_former_slug():
    one, other = renamed(make_department("a"), "b"), make_department("c", "丙局")
    renamed(other, "a")
    assert (former(one), former(other)) == (set(), {"c"})
    renamed(other, "d")
    assert former(other) == {"a", "c"}


def test_a_slug_that_was_not_saved_changes_nothing():
    department = make_department("a")
    department.slug, department.short_name = "b", "民政和救助局"
    department.save(update_fields=["short_name"])
    assert not FormerSlug.objects.exists()


def test_a_slug_that_is_taken_leaves_everything_as_it_was():
    one = renamed(make_department("a"), "b")
    make_department("c", "丙局")
    with pytest.raises(IntegrityError), transaction.atomic():
        renamed(one, "c")
    assert former(one) == {"a"}
    assert Department.objects.get(pk=one.pk).slug == "b"


def test_a_former_slug_leads_to_one_department():
    one, other = renamed(make_department("a"), "b"), make_department("c", "丙局")
    with pytest.raises(IntegrityError), transaction.atomic():
        FormerSlug.objects.create(department=other, slug="a")
    assert former(one) == {"a"}


def test_the_admin_keeps_it_too(administrator):
    department = make_department("a")
    address = page(Department, "change", department.pk)
    sent = as_sent(administrator.get(address), slug="b")
    assert administrator.post(address, sent).status_code == 302
    assert former(department) == {"a"}
