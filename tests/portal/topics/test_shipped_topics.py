"""The fields of life that are shipped, on the lists that are shipped."""

import pytest
from django.core.management import call_command

from departments.models import Department, section_models
from departments.publishing.codes import known_codes
from portal.pages.management.commands.prepare_site import DISTRICT, FIXTURES
from portal.topics.models import Topic, TopicEntry
from services.models import Service


@pytest.fixture
def with_topics(shipped, db, capsys):
    call_command("load_topics", str(FIXTURES / DISTRICT / "topics.csv"))


def test_lead_to_every_service_and_department_and_to_every_section(with_topics, client, subtests):
    """One test for all, as importing the lists takes longest."""
    led_to = set(TopicEntry.objects.values_list("department", "code"))
    with subtests.test("every service"):
        services = set(Service.objects.values_list("edition__department", "code"))
        assert len(services) == 74
        assert services <= led_to
    with subtests.test("every department"):
        assert {department for department, _ in led_to} == set(
            Department.objects.values_list("pk", flat=True)
        )
    with subtests.test("every section"):
        prefixes = {model.code_prefix for model in section_models() if model.objects.exists()}
        assert {code[0] for _, code in led_to} == prefixes
    with subtests.test("only entries that there are"):
        assert led_to <= known_codes(Department.objects.all())
    with subtests.test("at least twelve fields, each with something plainly said"):
        assert Topic.objects.filter(parent=None).count() >= 12
        assert not TopicEntry.objects.filter(label="").exists()
        assert not Topic.objects.filter(entries=None, subtopics=None).exists()
    with subtests.test("a field's page shows all of it"):
        page = client.get("/topics/haizi-shangxue/").text
        for label in ("孩子入学、转学和学籍", "校车安全，几个部门怎样分工", "民办学校"):
            assert label in page
    with subtests.test("the home page leads to all"):
        home = client.get("/").text
        for topic in Topic.objects.filter(parent=None):
            assert f'href="{topic.get_absolute_url()}"' in home
