"""Writes down what commit 450e504 said of the kept database, into the directory EXPECTED.

It was run there once for either database (``manage.py shell < expect.py``); what came of it lies
beside it and is not made anew.
"""

import json
import os
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client

from departments.models import Department, Edition
from portal.accounts.audit.models import Event

EXPECTED = Path(os.environ["EXPECTED"])
#: A day on which each edition was in force, past and to come.
DAYS = ["2026-10-15", "2026-12-15", "2027-01-15"]


def right(permission):
    return (
        f"{permission.content_type.app_label}.{permission.content_type.model}:{permission.codename}"
    )


def main():
    (EXPECTED / "lists").mkdir(parents=True, exist_ok=True)
    client = Client(SERVER_NAME="localhost")
    for department in Department.objects.all():
        for day in DAYS:
            answer = client.get(f"/departments/{department.slug}/list.json", {"on": day})
            assert answer.status_code == 200
            path = EXPECTED / "lists" / f"{department.slug}-{day}.json"
            path.write_bytes(b"".join(answer) if answer.streaming else answer.content)
    rights = Permission.objects.select_related("content_type")
    write(
        "names",
        {
            "models": sorted(model._meta.label for model in apps.get_models()),
            "content types": list(
                ContentType.objects.order_by("pk").values_list("pk", "app_label", "model")
            ),
            "permissions": sorted(right(one) for one in rights),
            "groups": {
                group.name: sorted(right(one) for one in rights.filter(group=group))
                for group in Group.objects.order_by("name")
            },
        },
    )
    # The two databases were filled at different moments, which these hold.
    write(
        f"chain-{connection.vendor}",
        {
            "editions": list(
                Edition.objects.order_by("pk").values_list("pk", "digest", "record_digest")
            ),
            "events": list(
                Event.objects.order_by("pk").values_list("subject", "subject_name", "digest")
            ),
        },
    )


def write(name, said):
    lines = (
        f"{json.dumps(kind)}: {json.dumps(what, ensure_ascii=False)}" for kind, what in said.items()
    )
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    (EXPECTED / f"{name}.json").write_text(text)


main()
