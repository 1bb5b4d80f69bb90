"""The open data page: every list in every format, the licence, and a recipe that works."""

import hashlib
import json
import re
import subprocess
import sys
from html import unescape

import pytest
from django.conf import settings

from departments.models import Department, Edition
from departments.publishing.heads import heads_digest
from portal.accounts.audit import log
from portal.open_data import views
from portal.open_data.files import DEPARTMENT_FORMATS, DISTRICT_FORMATS
from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    add_annex,
    add_duty,
    fill,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def edition():
    """A second edition, with all that an edition can hold."""
    make_edition(effective_from=FIRST_DAY)
    draft = fill(make_draft(Edition.objects.get().department), entries=2, rows=2)
    add_annex(draft)
    return publish(draft, SECOND_DAY)


def verify(client, tmp_path, change=lambda text: text):
    """Run the recipe, as the page shows it, on a file as it is served (returns what it prints)."""
    page = client.get("/data/").text
    recipe = unescape(page.split('<pre class="recipe" tabindex="0"><code>')[1].split("</code>")[0])
    (tmp_path / "verify_list.py").write_text(recipe, "utf-8")
    served = client.get("/data/departments/minzheng.json").text
    (tmp_path / "minzheng-2.json").write_text(change(served), "utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "verify_list.py", "minzheng-2.json"],
        cwd=tmp_path,
        env={"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.split()


def test_the_recipe_on_the_page_verifies_a_file_as_it_is_served(client, edition, tmp_path):
    assert verify(client, tmp_path) == ["相符", edition.digest]


def test_the_recipe_on_the_page_sees_a_changed_word(client, edition, tmp_path):
    said, computed = verify(client, tmp_path, lambda text: text.replace("咨询", "咨讯", 1))
    assert said == "不符"
    assert computed != edition.digest


def test_the_recipe_takes_what_may_change_later_as_it_comes(client, edition, tmp_path):
    publish(make_draft(edition.department), FAR_FUTURE)
    Department.objects.update(order=99)
    assert verify(client, tmp_path) == ["相符", edition.digest]


def test_the_page_links_every_file_of_every_list(client, edition):
    make_edition(make_department("yanfeng", "民政局", district=make_district("430406", "雁峰区")))
    page = client.get("/data/")
    for code, slug in (("430408", "minzheng"), ("430406", "yanfeng")):
        addresses = [f"/data/{code}.{format}" for format in DISTRICT_FORMATS]
        addresses += [f"/data/departments/{slug}.{format}" for format in DEPARTMENT_FORMATS]
        addresses += [f"/data/{code}/{key}.csv" for key in ("lists", "duties", "annexes")]
        for address in addresses:
            assert f'href="{address}"' in page.text
            assert client.get(address).status_code == 200
    assert edition.digest in page.text
    assert "第 2 版，2025年1月1日起施行" in page.text


def test_the_page_speaks_of_a_day_and_so_do_its_links(client, edition):
    page = client.get("/data/?on=2024-06-01").text
    assert "第 1 版，2024年1月1日起施行" in page
    assert 'href="/data/departments/minzheng.csv?on=2024-06-01"' in page
    assert 'href="/data/430408/duties.csv?on=2024-06-01"' in page
    assert client.get("/data/?on=x").status_code == 400


def test_without_lists_the_page_says_so(client):
    assert "还没有施行的清单" in client.get("/data/").text


def test_the_page_shows_under_which_terms_the_data_may_be_used(client, settings):
    assert "清单是政府公开信息。任何人都可以免费" in client.get("/data/").text
    settings.OPEN_DATA_LICENCE = "<b>自由使用</b>"
    assert "&lt;b&gt;自由使用&lt;/b&gt;" in client.get("/data/").text


def test_heads_name_the_last_edition_in_force_of_each_department(client, edition):
    publish(make_draft(edition.department), FAR_FUTURE)
    other = make_edition(make_department("weisheng", "卫生局"))
    document = client.get("/data/heads.json").json()
    assert document["format"] == "list-heads/1"
    assert document["heads"] == [
        {
            "district": "430408",
            "department": "minzheng",
            "name": "衡阳市蒸湘区民政局",
            "number": 2,
            "effective_from": "2025-01-01",
            "digest": edition.digest,
        },
        {
            "district": "430408",
            "department": "weisheng",
            "name": "衡阳市蒸湘区卫生局",
            "number": 1,
            "effective_from": "2024-01-01",
            "digest": other.digest,
        },
    ]


def test_one_digest_stands_for_all_heads(client, edition):
    document = client.get("/data/heads.json").json()
    heads = json.dumps(document["heads"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert document["digest"] == hashlib.sha256(heads.encode()).hexdigest()
    assert heads_digest([*document["heads"], {}]) != document["digest"]


def test_heads_hold_the_head_of_the_audit_log(client, edition):
    earlier = client.get("/data/heads.json").json()["audit"]
    noted = log.note(log.Kind.SIGN_OUT)
    head = {"length": earlier["length"] + 1, "digest": noted.digest}
    assert client.get("/data/heads.json").json()["audit"] == head


def test_heads_speak_of_a_day(client, edition):
    (head,) = client.get("/data/heads.json?on=2024-06-01").json()["heads"]
    assert head["number"] == 1


def run(recipe, directory):
    """What a recipe of the documentation prints in a directory."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", recipe],
        cwd=directory,
        env={"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def test_the_recipes_of_the_documentation_work_on_files_as_they_are_served(
    client, edition, tmp_path
):
    text = (settings.BASE_DIR / "docs" / "open-data.md").read_text("utf-8")
    csv_recipe, heads_recipe = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (tmp_path / "heads.json").write_bytes(client.get("/data/heads.json").content)
    assert run(heads_recipe, tmp_path) == "True"
    add_duty(draft := make_draft(make_department("weisheng", "卫生局")), "'=1+1")
    publish(draft)
    served = client.get("/data/departments/weisheng.csv").content
    (tmp_path / "minzheng-1.csv").write_bytes(served)
    printing = csv_recipe + "        print(line['主要职责'])\n"
    assert run(printing, tmp_path).splitlines()[-1] == "'=1+1"


def test_the_recipe_is_short():
    assert len(views.RECIPE.splitlines()) <= 15
