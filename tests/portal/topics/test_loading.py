"""``load_topics``: fields of life and their entries from a CSV file."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.topics.models import Topic, TopicEntry
from tests.factories import make_department, make_edition

HEAD = "topic,parent,title,description,department,code,label"
YANGLAO = "yanglao,,养老,养老政策和养老院,,,"
SONGZANG = "binzang,yanglao,殡葬,,,,"
ENTRY = "yanglao,,,,minzheng,P-0001,养老服务政策咨询"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists():
    make_edition(make_department("minzheng", "民政局"), entries=2)


@pytest.fixture
def load(tmp_path):
    """Runs the command on a file of these lines; returns what it says."""

    def run(*lines, **options):
        path = tmp_path / "topics.csv"
        path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
        out = StringIO()
        call_command("load_topics", str(path), stdout=out, stderr=StringIO(), **options)
        return out.getvalue()

    return run


def refused(load, *lines):
    """Loads lines of which one is bad; nothing may have been written."""
    with pytest.raises(CommandError, match="没有写入任何内容"):
        load(*lines)
    assert not Topic.objects.exists()
    assert not TopicEntry.objects.exists()


def test_fields_nest_and_lead_to_entries(load):
    assert "新增 3 条" in load(YANGLAO, SONGZANG, ENTRY)
    topic = Topic.objects.get(slug="yanglao")
    assert (topic.title, topic.description) == ("养老", "养老政策和养老院")
    assert [str(one) for one in topic.subtopics.all()] == ["殡葬"]
    entry = topic.entries.get()
    assert (entry.department.slug, entry.code, entry.label) == (
        "minzheng",
        "P-0001",
        "养老服务政策咨询",
    )


def test_the_order_of_the_file_is_the_order_of_the_pages(load):
    load("b,,乙,,,,", "a,,甲,,,,", "b,,,,minzheng,P-0002,", "b,,,,minzheng,D-0001,")
    assert [topic.slug for topic in Topic.objects.all()] == ["b", "a"]
    assert [one.code for one in TopicEntry.objects.all()] == ["P-0002", "D-0001"]


def test_known_rows_take_the_values_of_the_file(load):
    load(YANGLAO, ENTRY)
    said = load(YANGLAO, ENTRY.replace("养老服务政策咨询", "问养老"))
    assert "新增 0 条，更新 1 条，不变 1 条" in said
    assert TopicEntry.objects.get().label == "问养老"


def test_once_leaves_what_was_loaded_or_edited(load):
    load(YANGLAO)
    Topic.objects.update(title="老人")
    assert load(YANGLAO, ENTRY, once=True) == ""
    assert Topic.objects.get().title == "老人"


@pytest.mark.parametrize(
    "line",
    [
        "yanglao,nichts,殡葬,,,,",  # unknown parent
        "x,,,,minzheng,P-0001,",  # unknown field
        "yanglao,,,,nichts,P-0001,",  # unknown department
        "yanglao,,,,minzheng,P-9999,",  # no such entry
        "yanglao,,,,minzheng,0001,",  # no code
        "yanglao,,,,minzheng,,",  # neither title nor code
        "养老,,养老,,,,",  # no address name
        f"yanglao,,{'长' * 21},,,,",
        f"yanglao,,,,minzheng,P-0001,{'长' * 41}",
    ],
)
def test_one_bad_row_and_nothing_is_written(load, line):
    refused(load, YANGLAO, line)


def test_fields_nest_once_only(load):
    refused(load, YANGLAO, SONGZANG, "gongmu,binzang,公墓,,,,")
