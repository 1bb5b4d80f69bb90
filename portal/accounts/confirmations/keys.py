"""What a right rests on: the subjects and aspects of which no change may wait."""

from ..permissions import GROUPS

#: Aspects of a user. What belongs to a role, permission, office or department has its name behind.
CLOSED, SUPERUSER, USERNAME = "closed", "superuser", "username"
PASSWORD, SECOND_FACTOR, IDENTITY = "password", "second factor", "identity"
#: Whoever holds these is the user. They have no state to which they could come back.
CREDENTIALS = (PASSWORD, SECOND_FACTOR, IDENTITY)
#: Aspects of an office, a department, a route.
NAME, NAMES, STAGES, SETTINGS = "name", "names", "stages", "settings"
#: The subject that stands for all roles: what each of them permits.
ROLES = "roles"


def user(key):
    return f"user:{key}"


def office(key):
    return f"office:{key}"


def department(key):
    return f"department:{key}"


def route(kind):
    return f"route:{kind}"


def role(name):
    return f"role:{name}"


def permission(label):
    return f"permission:{label.rpartition('.')[2]}"


def member(subject):
    return f"member of {subject}"


def head(subject):
    return f"head of {subject}"


def of_right(user_key, held, *, office_key=None, department_key=None, as_head=False):
    """The pairs of subject and aspect on which a user's right rests (set).

    ``held`` is the permission; the rest says for which office or department it is exercised.
    """
    own = {CLOSED, SUPERUSER, USERNAME, *CREDENTIALS, permission(held)}
    own |= {role(name) for name, permitted in GROUPS.items() if held in permitted}
    found = {(ROLES, permission(held))}
    if office_key:
        own |= {member(office(office_key))} | ({head(office(office_key))} if as_head else set())
        found |= {(office(office_key), NAME)}
    if department_key:
        own |= {member(department(department_key))}
        found |= {(department(department_key), aspect) for aspect in (NAME, NAMES)}
    return found | {(user(user_key), aspect) for aspect in own}
