"""The pages for programmers: everything is said without scripts, and the examples work."""

import html
import re
import shlex
import shutil
import subprocess
import sys

import pytest
from django.test.utils import override_script_prefix

from tests.boundaries.factories import make_subject
from tests.conftest import IN_CI
from tests.factories import make_edition
from tests.records import whole_edition

DOCS, TRY = "/api/v1/docs/", "/api/v1/docs/try/"


def examples(page, language):
    """The programs of a page in a language (list of str)."""
    found = re.findall(rf'<code class="{language}">(.*?)</code>', page, re.DOTALL)
    return [html.unescape(program) for program in found]


@pytest.mark.django_db
def test_the_page_says_what_there_is(client):
    make_edition()
    page = client.get(DOCS).text
    document = client.get("/api/v1/openapi.json").json()
    for path, operations in document["paths"].items():
        assert f"<code>GET {path}</code>" in page
        for parameter in operations["get"].get("parameters", ()):
            assert parameter["description"] in html.unescape(page)
    for name, schema in document["components"]["schemas"].items():
        assert f'<h3 id="{name}">{schema["title"]}' in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= {*ids, "main"}


@pytest.mark.django_db
def test_every_example_to_open_works(client):
    make_subject((make_edition(powers=True).department, "B-0001"))
    page = client.get(DOCS).text
    addresses = re.findall(r'<a href="(http://testserver/api/v1/[^"]*)">打开这个例子', page)
    assert len(addresses) == 21
    for address in map(html.unescape, addresses):
        assert client.get(address).status_code == 200, address


@pytest.mark.django_db
def test_a_section_of_which_there_is_no_entry_has_no_example_of_one(client):
    make_edition()
    page = client.get(DOCS).text
    assert "/api/v1/powers/{slug}/{code}" in page
    assert "/api/v1/powers/minzheng/" not in page


@pytest.mark.django_db
def test_the_examples_keep_the_path_that_the_site_lies_under(client, settings):
    make_edition()
    settings.FORCE_SCRIPT_NAME = "/qzqd"
    with override_script_prefix("/qzqd/"):
        page = client.get(DOCS).text
    programs = examples(page, "curl") + examples(page, "python")
    assert all(program.count("http://testserver/qzqd/api/v1/") == 1 for program in programs)
    assert not any("/qzqd/qzqd" in program for program in programs)


@pytest.mark.django_db
def test_without_any_list_the_page_still_says_what_there_is(client):
    page = client.get(DOCS).text
    assert "/api/v1/departments/minzheng/list" in page


def test_the_programs_run(live_server, transactional_db):
    if not shutil.which("curl"):
        (pytest.fail if IN_CI else pytest.skip)("需要 curl")
    make_subject((whole_edition().department, "B-0001"))
    page = run("curl", "-sf", f"{live_server.url}{DOCS}")
    commands = examples(page, "curl")
    assert len(commands) == 22
    for command in commands:
        program, *arguments = shlex.split(command)
        assert program == "curl"
        assert run("curl", "-sf", *arguments).startswith("{")
    (program,) = examples(page, "python")
    assert run(sys.executable, "-c", program) == "民政局 P-0001 第 1 类咨询\n"


def run(*command):
    """What a program prints; it must not fail."""
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.mark.django_db
def test_only_the_page_to_try_has_a_policy_of_its_own_and_no_laxer_one_for_scripts(client):
    make_edition()
    usual = client.get(DOCS)["Content-Security-Policy"]
    policy = client.get(TRY)["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert set(policy.split("; ")) - set(usual.split("; ")) == {"img-src 'self' data:"}


@pytest.mark.django_db
def test_the_page_to_try_keeps_its_policy_beside_the_page_cache(client, settings):
    settings.PAGE_CACHE_MB = 1
    make_edition()
    policies = {client.get(TRY)["Content-Security-Policy"] for _ in range(2)}
    assert len(policies) == 1
    assert "data:" in policies.pop()


@pytest.mark.browser
def test_the_api_can_be_tried_in_a_browser(browser, live_server, transactional_db):
    make_edition()
    page = browser.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}{TRY}")
    page.click("#operations-部门与清单-list button, [id$=-list] button.opblock-summary-control")
    page.fill("[data-param-name=slug] input", "minzheng")
    page.click("button.execute")
    page.wait_for_selector(".live-responses-table .response-col_status:has-text('200')")
    page.close()
    assert said == []
    # The pictures of the sheet stand in it.
    assert all(url.startswith((live_server.url, "data:")) for url in asked)
    assert f"{live_server.url}/api/v1/departments/minzheng/list" in asked
