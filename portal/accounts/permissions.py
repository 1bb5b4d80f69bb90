"""What accounts may do, and the groups that may do it (DESIGN, Roles).

A permission says what kind of work; for which department or office is said by a membership.
``portal.accounts.rights`` brings the two together, and nothing else asks for them.
"""

EDIT_LISTS = "accounts.edit_lists"
REVIEW_LISTS = "accounts.review_lists"
PUBLISH_LISTS = "accounts.publish_lists"
ADMINISTER = "accounts.administer"
READ_AUDIT = "accounts.read_audit"

EDITORS = "编辑"
REVIEWERS = "审查"
PUBLISHERS = "公布"
ADMINISTRATORS = "管理员"

#: The groups by the words that settings know them by.
ROLES = {
    "editors": EDITORS,
    "reviewers": REVIEWERS,
    "publishers": PUBLISHERS,
    "administrators": ADMINISTRATORS,
}

#: Each group with its permissions.
GROUPS = {
    EDITORS: (EDIT_LISTS,),
    REVIEWERS: (REVIEW_LISTS, READ_AUDIT),
    PUBLISHERS: (PUBLISH_LISTS, READ_AUDIT),
    ADMINISTRATORS: (ADMINISTER, READ_AUDIT),
}

_VIEW_ADD_CHANGE = ("view", "add", "change")
_ALL = (*_VIEW_ADD_CHANGE, "delete")

#: What administrators keep in the admin: models by label, and what they may do to them.
MANAGED = {
    "accounts.user": _VIEW_ADD_CHANGE,
    "accounts.membership": _ALL,
    "accounts.office": _ALL,
    "departments.district": _VIEW_ADD_CHANGE,
    "departments.department": _VIEW_ADD_CHANGE,
    "departments.departmentname": _ALL,
    "search.vocabularyword": _ALL,
    "search.askingphrase": _ALL,
    "boundaries.body": _ALL,
    "boundaries.bodyname": _ALL,
    "boundaries.side": ("view", "change"),
    "boundaries.subject": _ALL,
    "topics.topic": _ALL,
    "topics.topicentry": _ALL,
    "reviews.routestage": _ALL,
    "reviews.routesettings": ("view", "change"),
    "reviews.specialday": _ALL,
}
