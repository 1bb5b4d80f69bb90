"""Bodies and subjects, with readable defaults."""

from boundaries.models import Body, BodyName, Side, Subject
from tests.factories import make_district


def make_body(slug="gongan", name="市公安局蒸湘分局", *, names=(), department=None, **fields):
    """A body outside the lists, or that of a department, with names that mean it."""
    kind = Body.Kind.DEPARTMENT if department else Body.Kind.VERTICAL
    district = department.district if department else make_district()
    values = {"slug": slug, "name": name, "kind": kind, "department": department} | fields
    body = Body.objects.create(district=district, **values)
    for printed in names:
        BodyName.objects.create(district=district, body=body, name=printed)
    return body


def make_subject(*sides, slug="yanglao", title="养老服务", state="confirmed", **fields):
    """A subject with sides, each a pair of department and code."""
    district = fields.pop("district", None) or make_district()
    subject = Subject.objects.create(district=district, slug=slug, title=title, **fields)
    for department, code in sides:
        Side.objects.create(subject=subject, department=department, code=code, state=state)
    return subject
