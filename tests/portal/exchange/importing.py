"""The command import_lists, as tests call it."""

import json
from io import StringIO

from django.apps import apps
from django.core.management import call_command

from departments.models import section_models


def run(*args):
    """Run the command (returns what it printed)."""
    out = StringIO()
    call_command("import_lists", *map(str, args), stdout=out, stderr=StringIO())
    return out.getvalue()


def report_of(tmp_path, *args):
    path = tmp_path / "report.json"
    run(*args, "--report", path)
    return json.loads(path.read_text("utf-8"))


def everything():
    """Every row of every table of ours."""
    ours = {"departments", "portal", *(model._meta.app_label for model in section_models())}
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model.__module__.split(".")[0] in ours
    }
