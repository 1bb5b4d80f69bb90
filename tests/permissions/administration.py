"""Who may do what in the pages that Django's admin makes for each model, and the rest of the site."""

#: For each model the roles that may do something, by letters of view, add, change and delete. Who
#: is not named may do nothing. A particular record may allow less: a published edition nothing.
_ADMINISTRATORS = "administrator"
_ROOT = "superuser"


def _both(letters):
    return {_ADMINISTRATORS: letters, _ROOT: letters}


_EDITORS = ["owner", "colleague", "asked", "other"]
_AUDITORS = ["judge", "next_judge", "publisher", _ADMINISTRATORS, _ROOT]
MODELS = {
    "accounts_user": _both("vac"),
    "accounts_office": _both("vacd"),
    "audit_event": dict.fromkeys(_AUDITORS, "v"),
    "boundaries_body": _both("vacd"),
    "boundaries_bodyname": _both("vacd"),
    "boundaries_boundarymatter": {_ROOT: "vacd"},
    "boundaries_side": _both("vc"),
    "boundaries_subject": _both("vac"),
    "corrections_correction": dict.fromkeys([*_EDITORS, _ROOT], "vc"),
    "departments_department": {_ADMINISTRATORS: "vac", _ROOT: "vacd"},
    "departments_district": {_ADMINISTRATORS: "vac", _ROOT: "vacd"},
    "departments_edition": {_ROOT: "vacd"},
    "departments_maintenance": {_ROOT: "v"},
    "departments_sourcedocument": {_ROOT: "v"},
    "duties_duty": {_ROOT: "vacd"},
    "powers_power": {_ROOT: "vacd"},
    "reviews_routesettings": _both("vc"),
    "reviews_routestage": _both("vacd"),
    "reviews_specialday": _both("vacd"),
    "search_askingphrase": _both("vacd"),
    "search_query": {_ROOT: "v"},
    "search_vocabularyword": _both("vacd"),
    "services_service": {_ROOT: "vacd"},
    "supervision_regime": {_ROOT: "vacd"},
    "topics_topic": _both("vacd"),
}
#: Pages of a model, and which letter leads there.
PAGES = {
    "changelist": "v",
    "change": "v",
    "history": "v",
    "export": "v",
    "csv": "v",
    "jsonl": "v",
    "add": "a",
    "import": "a",
    "process_import": "a",
    "delete": "d",
}
#: Further pages of the admin: whom each lets in, beside the visitor who is sent to sign in.
STAFF = {
    "admin:index",
    "admin:app_list",
    "admin:autocomplete",
    "admin:jsi18n",
    "admin:login",
    "admin:logout",
    "admin:password_change",
    "admin:password_change_done",
    "admin:view_on_site",
}
#: Namespaces whose addresses are for everybody (tests/site/ looks at each of their pages).
PUBLIC = {
    "api",
    "boundaries",
    "corrections",
    "data",
    "departments",
    "duties",
    "pages",
    "powers",
    "search",
    "services",
    "supervision",
    "topics",
}
#: One's own account: what a visitor meets too, and what is only for whoever signed in.
SIGNING_IN = {
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "openid_connect_callback",
    "openid_connect_login",
}
OWN_ACCOUNT = {
    # Who may confirm what there is asked in tests/portal/accounts/confirmations/.
    "account_changes",
    "account_changes_answer",
    "account_changes_emergency",
    "account_change_password",
    "account_end_other_sessions",
    "account_end_session",
    "account_overview",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}
#: Pages that are a model's own: the roles that they let in.
FURTHER = {
    "list_upload": set(_EDITORS),
    "admin:auth_user_password_change": {_ADMINISTRATORS, _ROOT},
    "admin:boundaries_propose": {_ADMINISTRATORS, _ROOT},
}
#: Addresses that only take what is sent.
POSTED = {
    "account_changes_answer",
    "account_end_other_sessions",
    "account_end_session",
    "account_logout",
    "admin:boundaries_propose",
    "admin:search_askingphrase_process_import",
    "admin:search_vocabularyword_process_import",
}
