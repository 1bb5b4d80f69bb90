"""The district's 19 lists in every format: what is written is what was published."""

import pytest
from rdflib import Graph

from departments.publishing.digests import edition_documents
from departments.reading.contents import lists_in_force
from portal.exchange.writers.csv import to_csv
from portal.exchange.writers.docx import to_docx
from portal.exchange.writers.linked.jsonld import to_jsonld
from portal.exchange.writers.xlsx import to_xlsx
from tests.portal.exchange.importing import run
from tests.portal.exchange.writers.reading import csv_tables, documents, docx_lines, xlsx_tables

SITE = "https://example.org/qzqd/"


@pytest.fixture
def editions(shipped, db):
    return list(lists_in_force())


def test_json_csv_and_xlsx_hold_the_same_records(editions, subtests):
    expected = edition_documents(editions)
    assert len(expected) == 19
    assert documents(csv_tables(to_csv(editions))) == expected
    assert documents(xlsx_tables(to_xlsx(editions))) == expected
    for edition, document in zip(editions, expected, strict=True):
        with subtests.test(edition.department.slug):
            assert documents(csv_tables(to_csv([edition]))) == [document]
            assert documents(xlsx_tables(to_xlsx([edition]))) == [document]


def test_word_documents_read_as_text_are_the_lists_that_were_published(editions, tmp_path):
    path = tmp_path / "from-word.txt"
    path.write_text("\n".join(line for one in editions for line in docx_lines(to_docx(one))))
    assert "与系统中的清单相同，没有改动。" in run(path, "--district", "430408")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning:rdflib")
def test_linked_data_tells_the_lists_in_terms_of_cpsv_ap(editions):
    graph = Graph().parse(data=to_jsonld(editions, SITE, "自由使用"), format="json-ld")

    def count(pattern):
        (row,) = graph.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
        return row.n.toPython()

    assert count("?x a cv:PublicOrganisation ; skos:prefLabel ?name ; dct:spatial ?where") == 19
    duties = "?x a skos:Concept ; dct:identifier ?id ; skos:prefLabel ?text"
    assert count(f"?body org:purpose ?x . {duties}") == 254
    assert count("?matter dct:hasPart ?x . ?x a cv:Participation") == 317
    rule = "?x a cpsv:Rule ; dct:identifier ?id ; dct:title ?t ; dct:description ?d"
    assert count(rule) == 73
    service = "?x a cpsv:PublicService ; dct:identifier ?id ; dct:title ?t ; dct:description ?d"
    assert count(f"{service} ; cv:hasCompetentAuthority ?a . ?a a cv:PublicOrganisation") == 74
    assert len(graph) > 10_000
