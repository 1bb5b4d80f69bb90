"""Who may do what: the one module that is asked (DESIGN, Roles).

A right needs an active account, the permission of its group, and for departments and offices a
membership. The superuser has all permissions but no membership that is not given to it.
"""

from departments.models import Department

from .models import Office
from .permissions import EDIT_LISTS, PUBLISH_LISTS, REVIEW_LISTS


def edited_departments(user):
    """The departments whose lists a user may draft (a queryset)."""
    if not user.has_perm(EDIT_LISTS):
        return Department.objects.none()
    return Department.objects.filter(memberships__user=user)


def edits(user, department):
    """Whether a user may draft the lists of a department."""
    return edited_departments(user).filter(pk=department.pk).exists()


def own_offices(user):
    """The offices for which a user may decide (a queryset)."""
    if not user.has_perm(REVIEW_LISTS):
        return Office.objects.none()
    return Office.objects.filter(memberships__user=user)


def reviews_for(user, office):
    """Whether a user may decide for an office."""
    return own_offices(user).filter(pk=office.pk).exists()


def reviews(user):
    """Whether a user may see what was submitted, and comment on it."""
    return user.has_perm(REVIEW_LISTS)


def publishes(user):
    """Whether a user may put in force what all stages approved."""
    return user.has_perm(PUBLISH_LISTS)
