import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext, override_script_prefix

from departments.models import FormerSlug
from tests.factories import fill, make_department, make_draft, publish

PATHS = [
    "departments/{slug}/",
    "departments/{slug}/?on=2024-06-01&unfold=1",
    "departments/{slug}/list.json?on=2024-06-01",
    "departments/{slug}/editions/",
    "departments/{slug}/editions/1/",
    "departments/{slug}/duties/D-0001/",
    "departments/{slug}/duties/D-0001/correct/",
    "departments/{slug}/services/P-0001/?q=%E5%85%BB%E8%80%81&on=2024-06-01",
    "departments/{slug}/feed/",
    "data/departments/{slug}.json",
    "api/v1/departments/{slug}?on=2024-06-01",
    "api/v1/duties/{slug}/D-0001",
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    """It was called ``a``, then ``b``, and is ``c`` now."""
    department = make_department("a", "民政局")
    publish(fill(make_draft(department)))
    for slug in "bc":
        department.slug = slug
        department.save()
    return department


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("slug", ["a", "b"])
def test_a_former_address_leads_to_the_same_page_in_one_step(client, department, path, slug):
    response = client.get("/" + path.format(slug=slug))
    assert response.status_code == 301
    assert response["Location"] == "/" + path.format(slug="c")
    assert response["Cache-Control"] == "no-cache"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_it_works_beneath_another_site(client, department, path):
    with override_script_prefix("/qzqd/"):
        response = client.get("/" + path.format(slug="a"), SCRIPT_NAME="/qzqd")
    assert response["Location"] == "/qzqd/" + path.format(slug="c")


@pytest.mark.parametrize(
    ("path", "query"),
    [("/services/", "q=咨询&department=a&on=2024-06-01"), ("/duties/feed/", "department=b")],
)
def test_filters_by_a_former_slug_lead_to_those_of_today(client, department, path, query):
    response = client.get(f"{path}?{query}")
    assert response.status_code == 301
    expected = QueryDict(query, mutable=True)
    expected["department"] = "c"
    assert response["Location"] == f"{path}?{expected.urlencode()}"
    assert client.get(response["Location"]).status_code == 200


def test_what_is_no_slug_at_all_is_refused_as_ever(client, department):
    for query in ("department=%00", "department=nobody", f"department={'a' * 9000}", "department="):
        assert client.get(f"/services/?{query}&on=2024-13-01").status_code == 400


def test_asking_for_the_head_is_enough(client, department):
    assert client.head("/departments/a/").status_code == 301


def test_what_is_sent_is_not_led_elsewhere(client, department):
    assert client.post("/departments/a/duties/D-0001/correct/").status_code == 404


def test_what_is_missing_there_too_is_not_found_there(client, department):
    response = client.get("/departments/a/duties/D-0999/", follow=True)
    assert response.redirect_chain == [("/departments/c/duties/D-0999/", 301)]
    assert response.status_code == 404


def test_never_in_a_circle(client, department):
    # Written past the model: the department's own slug as its former one.
    FormerSlug.objects.create(department=department, slug="c")
    assert client.get("/departments/c/").status_code == 200
    assert client.get("/departments/c/duties/D-0999/").status_code == 404


def test_the_slug_may_go_back(client, department):
    department.slug = "a"
    department.save()
    assert client.get("/departments/a/").status_code == 200
    assert client.get("/departments/c/")["Location"] == "/departments/a/"


def test_other_slugs_are_no_departments(client, department):
    assert client.get("/topics/a/").status_code == 404
    assert client.get("/boundaries/bodies/a/").status_code == 404


def test_a_page_that_is_found_costs_nothing(client, department):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/departments/c/editions/").status_code == 200
    assert FormerSlug._meta.db_table not in str(queries.captured_queries)


def test_the_slug_goes_into_the_address_and_nothing_else(client, department):
    for slug in ("a%0d%0aSet-Cookie:x", "a%00", "%2f%2fevil.example", "a" * 9000):
        assert client.get(f"/departments/{slug}/").status_code == 404
