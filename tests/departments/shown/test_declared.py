"""Whatever the public's pages and the search read is declared as shown, or said why it need not be."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.protection.immutability import record_models
from departments.shown.declaration import declared
from tests.site.district import make_site
from tests.site.pages import FILES, PAGES

pytestmark = pytest.mark.django_db

#: Tables that kept pages and the search read without their being declared, and why.
NOT_DECLARED = {
    "departments_districtversion": "is the version",
    "audit_head": "heads stand in what their pages say they are made of",
    "search_indexedentry": "is made of entries and phrases, found by their words",
}
_READ = re.compile(r'(?:FROM|JOIN) "(\w+)"')


def test_every_table_that_a_kept_page_reads_is_declared(client, subtests):
    make_site()
    known = {one.model._meta.db_table for one in declared()}
    # Written, once published, in a maintenance only.
    known |= {model._meta.db_table for model in record_models()} | set(NOT_DECLARED)
    for address in [*(one.address for one in PAGES if one.kept), *FILES]:
        with subtests.test(address), CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
            read = {table for query in queries for table in _READ.findall(query["sql"])}
            assert read <= known


def test_a_model_is_declared_once_and_leads_to_a_district():
    models = [one.model for one in declared()]
    assert len(models) == len(set(models))
    district = apps.get_model("departments", "District")
    for one in declared():
        model = one.model
        for name in filter(None, one.district.split("__")):
            model = model._meta.get_field(name).related_model
        assert model is district or not one.district
