"""One shown row of every model that is declared as shown, for tests that go over all of them."""

from datetime import timedelta

from django.utils import timezone

from departments.models import Department, District, Edition, Maintenance, SourceDocument
from portal.search.models import Query
from tests.cancelling import cancel, in_days
from tests.factories import make_draft, publish
from tests.site.district import make_site


def make_rows():
    """Fill the database so that :func:`row_of` finds a row of every declared model."""
    make_site()
    civil = Department.objects.get(slug="minzheng")
    cancel(publish(make_draft(civil), in_days(10)))
    Edition.objects.published().first().errata.create(
        subject="number", wrong="1号", right="2号", by_name="龚公布"
    )
    yesterday = timezone.now() - timedelta(days=1)
    Query.objects.create(
        district=civil.district,
        text="问",
        answer="clear",
        hits=1,
        asked_at=yesterday,
        clicked="minzheng/D-0001",
    )
    Maintenance.objects.create(reason="更正", operator="高管理", closed_at=timezone.now())


def row_of(model):
    """A row of a model; of editions one in force, of documents one that is a source."""
    rows = {Edition: Edition.objects.in_force(), District: District.objects.filter(code="430408")}
    rows[SourceDocument] = SourceDocument.objects.filter(edition__isnull=False)
    return rows.get(model, model._base_manager).order_by("pk").first()
