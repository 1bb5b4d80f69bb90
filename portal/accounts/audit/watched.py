"""Of which models every change is noted as it happens. A model of the admin is in one of the lists."""

from departments.protection.immutability import record_models

_ACCOUNTS = {
    "accounts.user",
    "accounts.membership",
    "accounts.office",
    "auth.group",
}
_OTHERS = {
    *_ACCOUNTS,
    *("reviews.routestage", "reviews.routesettings", "reviews.specialday"),
    *("departments.district", "departments.department", "departments.departmentname"),
    *("boundaries.body", "boundaries.bodyname", "boundaries.subject", "boundaries.side"),
    *("search.askingphrase", "search.vocabularyword"),
    *("topics.topic", "topics.topicentry"),
    "corrections.correction",
}


def watched():
    """Models whose changes are noted while somebody is signed in, by their labels (set).

    Editions with all that belongs to them are among them, of whatever section.
    """
    return _OTHERS | {model._meta.label_lower for model in record_models()}


#: Those of them whose changes are noted too when a command makes them on the server.
BY_COMMANDS_TOO = _ACCOUNTS
#: Tables between two models, by their labels: who belongs to what.
MEMBERS = {"accounts.User_groups", "accounts.User_user_permissions", "auth.Group_permissions"}
#: Fields of which the log says only that they were changed: secrets, and what is to be forgotten.
SECRET = {"accounts.user": {"password"}, "corrections.correction": {"contact"}}
#: Fields of which the log says nothing: another event tells it.
UNTOLD = {"accounts.user": {"last_login"}}
#: Models of the admin that are not watched, and why.
NOTED_ELSEWHERE = {
    "audit.event": "is the log",
    "departments.maintenance": "is a record of its own, which only grows",
    "departments.sourcedocument": "is written by an import, which is noted",
    "corrections.correctionevent": "is a record of its own, which only grows",
    "search.query": "is what visitors ask",
    "reviews.adjustment": "is written by actions, which note what they do",
}
#: Models of which others note what happens to them.
ALSO_NOTED = {"reviews.adjustment", "departments.proof", "departments.maintenance"}
