"""Of which models every change is noted as it happens. A model of the admin is in one of the lists."""

_ACCOUNTS = {
    "accounts.user",
    "accounts.membership",
    "accounts.office",
    "auth.group",
}
#: Models whose changes are noted while somebody is signed in, by their labels.
WATCHED = {
    *_ACCOUNTS,
    *("reviews.routestage", "reviews.routesettings", "reviews.specialday"),
    *("departments.district", "departments.department", "departments.departmentname"),
    *("departments.edition", "departments.sectionheading", "departments.annex"),
    *("duties.duty", "duties.workitem"),
    *("boundaries.boundarymatter", "boundaries.party"),
    *("boundaries.body", "boundaries.bodyname", "boundaries.subject", "boundaries.side"),
    *("supervision.regime", "supervision.regimepart"),
    *("services.service", "services.serviceitem"),
    *("search.askingphrase", "search.vocabularyword"),
    *("topics.topic", "topics.topicentry"),
    "corrections.correction",
}
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
