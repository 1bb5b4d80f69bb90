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

#: Each group with its permissions.
GROUPS = {
    EDITORS: (EDIT_LISTS,),
    REVIEWERS: (REVIEW_LISTS, READ_AUDIT),
    PUBLISHERS: (PUBLISH_LISTS, READ_AUDIT),
    ADMINISTRATORS: (ADMINISTER, READ_AUDIT),
}
