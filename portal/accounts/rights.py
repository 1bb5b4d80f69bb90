"""Who may do what: the one module that is asked (DESIGN, Roles).

A right needs an active account, the permission of its group, and for departments and offices a
membership. The superuser has all permissions but no membership that is not given to it.
"""

from departments.models import Department

from .models import Office, User
from .permissions import (
    ADMINISTER,
    EDIT_LISTS,
    EDITORS,
    PUBLISH_LISTS,
    READ_AUDIT,
    REVIEW_LISTS,
    REVIEWERS,
)

#: Which of the backends knows who holds a permission.
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


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


def administers(user):
    """Whether a user may keep accounts, offices and routes."""
    return user.has_perm(ADMINISTER)


def reads_audit(user):
    """Whether a user may read the audit log."""
    return user.has_perm(READ_AUDIT)


def lacking(user):
    """What a user's roles want and is not registered, in sentences (list of str)."""
    memberships = user.memberships.all()
    edits = any(one.department_id for one in memberships)
    judges = any(one.office_id for one in memberships)
    roles = {group.name for group in user.groups.all()}
    wanted = {
        EDITORS: (edits, "没有登记编辑的部门，不能拟订清单"),
        REVIEWERS: (judges, "没有登记审查机构，不能审查"),
    }
    return [
        f"有“{role}”角色，但是{sentence}。"
        for role, (is_there, sentence) in wanted.items()
        if role in roles and not is_there
    ]


def editors_of(department):
    """Who may draft the lists of a department (a queryset of User)."""
    return _holders(EDIT_LISTS).filter(memberships__department=department)


def reviewers():
    """Who may review (a queryset of User)."""
    return _holders(REVIEW_LISTS)


def reviewers_of(office):
    """Who may decide for an office (a queryset of User)."""
    return reviewers().filter(memberships__office=office)


def publishers():
    """Whose work is to put in force what all stages approved (a queryset of User).

    The superuser may, but it is not their work.
    """
    return _holders(PUBLISH_LISTS, include_superusers=False)


def administrators():
    """Who keeps accounts, offices and routes (a queryset of User)."""
    return _holders(ADMINISTER)


def _holders(permission, **options):
    return User.objects.with_perm(permission, backend=MODEL_BACKEND, **options)
