"""Linked data of small lists: what is said of each entry, and that nothing is fetched for it."""

import json
import socket

import pytest
from rdflib import DCTERMS, Graph, Literal

from portal.exchange.writers.linked.jsonld import CONTEXT, to_jsonld
from tests.factories import (
    FIRST_DAY,
    SECOND_DAY,
    add_duty,
    add_matter,
    add_regime,
    add_service,
    make_department,
    make_draft,
    make_edition,
    publish,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning:rdflib"),
]
SITE = "https://example.org/qzqd/"
LIST = f"{SITE}departments/minzheng/editions/1/"


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*args):
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def read(*editions):
    return Graph().parse(data=to_jsonld(editions, SITE, "自由使用"), format="json-ld")


def ask(graph, about, pattern):
    """The values of ?x in a pattern about a thing (set of str)."""
    return {str(row.x) for row in graph.query(f"SELECT ?x WHERE {{ <{about}> {pattern} }}")}


def one_entry(add, **fields):
    draft = make_draft(make_department())
    add(draft, **fields)
    return read(publish(draft))


def test_a_list_is_a_dataset_of_a_public_organisation_for_a_time():
    department = make_department(signboards=["老龄办", "双拥办"])
    first = make_edition(department, effective_from=FIRST_DAY)
    make_edition(department, effective_from=SECOND_DAY)
    graph = read(first)
    assert ask(graph, LIST, "a ?x") == {"http://www.w3.org/ns/dcat#Dataset"}
    assert ask(graph, LIST, "dct:identifier ?x") == {first.digest}
    assert ask(graph, LIST, "dct:temporal/dcat:startDate ?x") == {"2024-01-01"}
    assert ask(graph, LIST, "dct:temporal/dcat:endDate ?x") == {"2025-01-01"}
    assert ask(graph, LIST, "dct:publisher/skos:prefLabel ?x") == {"衡阳市蒸湘区民政局"}
    assert ask(graph, LIST, "dct:publisher/skos:altLabel ?x") == {"老龄办", "双拥办"}
    assert ask(graph, LIST, "dct:publisher/dct:spatial/dct:identifier ?x") == {"430408"}
    assert ask(graph, f"{SITE}data/", "dct:hasPart ?x") == {LIST}
    assert ask(graph, f"{SITE}data/", "dct:rights ?x") == {"自由使用"}


def test_a_later_edition_names_the_one_that_it_replaces():
    department = make_department()
    make_edition(department, effective_from=FIRST_DAY)
    graph = read(make_edition(department, effective_from=SECOND_DAY))
    assert ask(graph, f"{SITE}departments/minzheng/editions/2/", "dct:replaces ?x") == {LIST}


def test_texts_are_chinese_and_names_for_programs_are_not():
    graph = one_entry(add_service, name="婚姻登记咨询")
    title, code = (list(graph.objects(predicate=DCTERMS[name])) for name in ("title", "identifier"))
    assert Literal("婚姻登记咨询", lang="zh") in title
    assert Literal("minzheng/P-0001") in code


def test_a_service_has_its_authority_and_who_handles_it():
    items = [{"content": "解答", "handler": "登记处"}, {"content": "发放材料"}]
    graph = one_entry(add_service, name="婚姻登记咨询", items=items)
    service = f"{LIST}#P-0001"
    assert ask(graph, service, "dct:title ?x") == {"婚姻登记咨询"}
    assert ask(graph, service, "dct:description ?x") == {"解答\n发放材料"}
    assert ask(graph, service, "dct:identifier ?x") == {"minzheng/P-0001"}
    assert ask(graph, service, "dct:isPartOf ?x") == {LIST}
    page = f"{SITE}departments/minzheng/services/P-0001/"
    assert ask(graph, service, "dct:isVersionOf ?x") == {page}
    organisation = f"{SITE}departments/minzheng/"
    assert ask(graph, service, "cv:hasCompetentAuthority ?x") == {organisation}
    handled = "cv:hasParticipation [ cv:hasParticipant [ dct:title ?x ] ; cv:role ?role ]"
    assert ask(graph, service, handled) == {"登记处"}


def test_a_regime_is_a_rule_with_its_text_in_order():
    parts = [{"heading": "一、对象", "body": "社团"}, {"heading": "二、方式"}]
    graph = one_entry(add_regime, title="对社团的监管", preamble="引言。", parts=parts)
    rule = f"{LIST}#S-0001"
    assert ask(graph, rule, "a ?x") == {"http://purl.org/vocab/cpsv#Rule"}
    assert ask(graph, rule, "dct:description ?x") == {"引言。\n一、对象\n社团\n二、方式"}


@pytest.mark.parametrize(
    ("add", "code", "empty"),
    [
        (add_regime, "S-0001", {"title": "", "parts": []}),
        (add_service, "P-0001", {"name": "", "items": []}),
    ],
)
def test_what_the_profile_demands_is_never_empty(add, code, empty):
    graph = one_entry(add, **empty)
    for term in ("dct:title", "dct:description"):
        (text,) = ask(graph, f"{LIST}#{code}", f"{term} ?x")
        assert code in text


def test_a_duty_is_a_purpose_of_its_organisation():
    items = [{"text": "受理", "note": "每月"}, {"text": "公示"}]
    graph = one_entry(add_duty, text="负责低保", items=items)
    assert ask(graph, f"{SITE}departments/minzheng/", "org:purpose ?x") == {f"{LIST}#D-0001"}
    assert ask(graph, f"{LIST}#D-0001", "skos:prefLabel ?x") == {"负责低保"}
    assert ask(graph, f"{LIST}#D-0001", "skos:narrower/skos:prefLabel ?x") == {"受理", "公示"}
    assert ask(graph, f"{LIST}#D-0001", "skos:narrower/skos:note ?x") == {"每月"}


def test_each_body_has_its_part_in_a_matter():
    parties = [
        {"name": "区民政局", "responsibility": "牵头", "basis": "《条例》第五条", "case": "某院"},
        {"name": "区卫生局", "responsibility": "配合", "basis": "《条例》、《办法》"},
        {"name": "", "responsibility": "监督"},
    ]
    graph = one_entry(add_matter, matter="养老服务", parties=parties)
    part = f"{LIST}#B-0001"
    names = "dct:hasPart/cv:hasParticipant/dct:title ?x"
    assert ask(graph, part, names) == {"区民政局", "区卫生局"}
    lead = 'dct:hasPart [ cv:hasParticipant/dct:title "区民政局"@zh ; dct:description ?x ]'
    assert ask(graph, part, lead) == {"牵头"}
    assert ask(graph, part, "dct:hasPart/skos:example ?x") == {"某院"}


def test_a_basis_is_a_legal_resource_only_where_it_names_one_alone():
    bases = ["《条例》第五条", "《条例》、《办法》", "省政府文件"]
    parties = [{"name": f"部门{n}", "basis": basis} for n, basis in enumerate(bases)]
    graph = one_entry(add_matter, parties=parties)
    part = f"{LIST}#B-0001"
    assert ask(graph, part, "dct:hasPart/dct:bibliographicCitation ?x") == set(bases)
    named = "dct:hasPart/dct:references [ a eli:LegalResource ; dct:title ?x ]"
    assert ask(graph, part, named) == {"《条例》"}


def test_the_context_stands_in_the_file_and_names_no_other():
    document = json.loads(to_jsonld([make_edition()], SITE, "自由使用"))
    assert document["@context"] == CONTEXT
    assert all(isinstance(term, (str, dict)) for term in document["@context"].values())
