import pytest
from django.core.exceptions import ValidationError

from portal.topics.models import Topic
from tests.admin import as_sent, new_rows, page
from tests.factories import make_department, make_edition


@pytest.fixture
def civil(db):
    department = make_department("minzheng", "民政局")
    make_edition(department)
    return department


def add(administrator, *rows, **fields):
    url = page(Topic, "add")
    form = as_sent(administrator.get(url), **{"slug": "yanglao", "title": "养老"} | fields)
    return administrator.post(url, new_rows(form, "entries", *rows))


def row(department, **fields):
    return {"department": department.pk, "code": "P-0001", "label": "", "position": 0} | fields


def test_a_field_is_typed_with_its_entries(administrator, civil):
    assert add(administrator, row(civil, label="问养老")).status_code == 302
    assert [one.label for one in Topic.objects.get().entries.all()] == ["问养老"]


@pytest.mark.parametrize(
    ("code", "reason"),
    [("P-9999", "没有编码为 P-9999 的条目"), ("7", "条目编码写作 D-0007 的样子")],
)
def test_an_entry_that_is_none_is_refused(administrator, civil, code, reason):
    assert reason in add(administrator, row(civil, code=code)).text
    assert not Topic.objects.exists()


def test_a_field_may_have_a_field_above_but_none_above_that(civil):
    parent = Topic.objects.create(slug="a", title="甲")
    child = Topic(slug="b", title="乙", parent=parent)
    child.full_clean()
    child.save()
    with pytest.raises(ValidationError, match="上级领域不能再有上级"):
        Topic(slug="c", title="丙", parent=child).full_clean()
    parent.parent = Topic.objects.create(slug="d", title="丁")
    with pytest.raises(ValidationError, match="这个领域已有下级"):
        parent.full_clean()
