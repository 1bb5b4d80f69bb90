import pytest

from departments.pages.filters import filterset_of
from services.models import Service
from tests.factories import add_service, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def services():
    draft = make_draft()
    items = [{"content": "发放资料", "handler": "农经局"}, {"content": "讲课", "handler": "农业局"}]
    add_service(draft, "技术培训", items=items)
    add_service(draft, "政策咨询", items=[{"content": "答疑", "handler": "农经局"}, "接待"])
    return Service.objects.all()


def codes(services, **query):
    return [service.code for service in filterset_of(Service)(query, services).entries()]


def test_by_handler_as_printed(services):
    assert codes(services, handler=["农业局"]) == ["P-0001"]
    assert codes(services, handler=["农经局"]) == ["P-0001", "P-0002"]


@pytest.mark.parametrize("text", ["培训", "讲课", "农业局"])
def test_by_text_in_name_content_and_handler(services, text):
    assert codes(services, q=text) == ["P-0001"]


def test_counts_handlers(services):
    counted = filterset_of(Service)({}, services).filters["handler"].counts(services)
    assert counted == [("农经局", "农经局", 2), ("农业局", "农业局", 1)]
