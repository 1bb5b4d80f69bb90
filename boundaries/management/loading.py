"""Bodies and subjects from files into the database: all rows of a file, or none."""

from django.core.exceptions import ValidationError
from django.db import transaction

from departments.sheets.tables import Report

from ..directory.names import split
from ..models import Body, BodyName, Side, Subject

BODY_COLUMNS = ("body", "name", "kind", "printed", "note")
SUBJECT_COLUMNS = ("subject", "title", "summary", "keyword", "department", "code", "state")


class _Rejected(Exception):
    """Some rows cannot be written: nothing is."""


def load_bodies(rows, district):
    """Add the bodies of a district with their names from rows of ``read_table`` (a Report).

    A body that is a department goes by the department's slug. What is there already stays as it is.
    """
    departments = {one.slug: one for one in district.departments.all()}
    claimed = {}
    return _load(rows, lambda row: _body(row, district, departments, claimed))


def load_subjects(rows, district):
    """Add the subjects of a district and their sides from rows of ``read_table`` (a Report).

    What is there already stays as it is.
    """
    departments = {one.slug: one for one in district.departments.all()}
    return _load(rows, lambda row: _side(row, district, departments))


def _load(rows, write):
    """Write each row and count what became of it; ``write`` tells whether a row was new."""
    report = Report()
    try:
        with transaction.atomic():
            for line, row in rows:
                _write_row(report, line, row, write)
            if report.rejected:
                raise _Rejected
    except _Rejected:
        report.added = report.unchanged = 0
    return report


def _write_row(report, line, row, write):
    try:
        with transaction.atomic():
            new = write(row)
    except ValidationError as error:
        report.rejected.append((line, "；".join(error.messages).rstrip("。")))
    else:
        report.added += new
        report.unchanged += not new


def _body(row, district, departments, claimed):
    known = {"name": row["name"], "kind": row["kind"], "note": row["note"]}
    if row["kind"] == Body.Kind.DEPARTMENT:
        known["department"] = _department(row["body"], departments)
    body, new = _get_or_add(Body, known, district=district, slug=row["body"])
    for name in split(row["printed"]):
        if claimed.setdefault(name, body) != body:
            raise ValidationError(f"写法“{name}”在前面已归入“{claimed[name]}”")
        new = _get_or_add(BodyName, {"body": body}, district=district, name=name)[1] or new
    return new


def _side(row, district, departments):
    texts = {name: row[name] for name in ("title", "summary", "keyword")}
    subject, new = _get_or_add(Subject, texts, district=district, slug=row["subject"])
    department = _department(row["department"], departments)
    key = {"subject": subject, "department": department, "code": row["code"]}
    return _get_or_add(Side, {"state": row["state"]}, **key)[1] or new


def _department(slug, departments):
    if slug not in departments:
        raise ValidationError(f"没有地址名为“{slug}”的部门")
    return departments[slug]


def _get_or_add(model, others, **key):
    """The record of a key and whether it is new. Raises ValidationError for what cannot be kept."""
    found = model.objects.filter(**key).first()
    if found:
        return found, False
    made = model(**key, **others)
    made.full_clean()
    made.save(force_insert=True)
    return made, True
