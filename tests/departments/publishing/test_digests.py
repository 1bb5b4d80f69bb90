"""The list format to the letter, and what the digests over it cover."""

import hashlib
import json
from copy import deepcopy

import pytest
from django.db import models, transaction
from hypothesis import given
from hypothesis import strategies as st

from boundaries.models import Party
from departments.models import Annex, Edition, SectionHeading
from departments.protection import triggers
from departments.protection.immutability import record_models
from departments.publishing.digests import (
    canonical_bytes,
    document_digest,
    edition_content,
    edition_document,
    plain_content,
    record_digest,
)
from duties.models import Duty
from tests.factories import (
    SECOND_DAY,
    add_annex,
    add_duty,
    add_matter,
    add_regime,
    add_service,
    make_department,
    make_draft,
    make_edition,
    make_source,
    publish,
)
from tests.records import record_of, whole_draft, whole_edition

DOCUMENT = {
    "format": "responsibility-list/1",
    "district": {"code": "430408", "name": "衡阳市蒸湘区"},
    "department": {
        "slug": "minzheng",
        "order": 8,
        "name": "衡阳市蒸湘区民政局",
        "signboards": ["老龄办", "双拥办"],
        "list_type": "责任清单",
    },
    "edition": {
        "number": 1,
        "effective_from": "2024-01-01",
        "effective_to": None,
        "digest": "…",
        "previous_digest": None,
    },
    "duties": [
        {
            "code": "D-0001",
            "number": "1",
            "text": "负责城乡居民\n最低生活保障工作",
            "source_line": 11,
            "items": [
                {"number": "", "text": "受理低保申请", "note": "每月", "source_line": 12},
                {"number": "2", "text": "公示", "note": "", "source_line": None},
            ],
        },
        {"code": "D-0002", "number": "", "text": "其他", "source_line": None, "items": []},
    ],
    "boundaries": [
        {
            "code": "B-0001",
            "number": "1",
            "matter": "社会养老服务",
            "source_line": 119,
            "parties": [
                {
                    "department": "区民政局",
                    "responsibility": "牵头",
                    "basis": "《老年人权益保障法》",
                    "case": "某院",
                    "source_line": 120,
                },
                {
                    "number": "2",
                    "department": "区卫生局",
                    "responsibility": "配合",
                    "basis": "",
                    "case": "",
                    "source_line": 121,
                },
            ],
        }
    ],
    "supervision": [
        {
            "code": "S-0001",
            "number": "（一）",
            "title": "对社会团体的监管",
            "preamble": "为加强监管：",
            "source_line": 127,
            "parts": [{"heading": "一、监督检查对象", "body": "社会团体", "source_line": 129}],
        }
    ],
    "services": [
        {
            "code": "P-0001",
            "number": "1",
            "name": "婚姻登记咨询",
            "source_line": 190,
            "items": [
                {"content": "解答", "handler": "登记处", "source_line": 191},
                {"number": "2", "content": "发放材料", "handler": "", "source_line": 192},
            ],
        }
    ],
}


def stored_rows(rows):
    """A document's rows under the names of the models' columns."""
    return [
        {{"department": "name"}.get(key, key): value for key, value in row.items()} for row in rows
    ]


def draft_of(document):
    """A draft that says what a document says."""
    about = document["department"]
    department = make_department(order=about["order"], signboards=about["signboards"])
    draft = make_draft(department, list_type=about["list_type"])
    for add, section, rows in (
        (add_duty, "duties", "items"),
        (add_matter, "boundaries", "parties"),
        (add_regime, "supervision", "parts"),
        (add_service, "services", "items"),
    ):
        for entry in document[section]:
            add(draft, **entry | {rows: stored_rows(entry[rows])})
    return draft


def test_a_published_edition_is_written_as_the_format_says(db):
    edition = publish(draft_of(DOCUMENT))
    expected = deepcopy(DOCUMENT)
    expected["edition"]["digest"] = edition.digest
    document = edition_document(edition)
    assert document == expected
    assert list(document) == list(expected)


def test_a_draft_has_no_number_date_or_digest(db):
    document = edition_document(draft_of(DOCUMENT))
    assert document["edition"] == dict.fromkeys(DOCUMENT["edition"])
    assert {**document, "edition": None} == {**DOCUMENT, "edition": None}


def test_an_edition_without_a_list_type_says_null(db):
    assert edition_document(make_draft(list_type=""))["department"]["list_type"] is None


def test_annexes_follow_the_sections_where_there_are_any(db):
    draft = make_draft()
    assert "annexes" not in edition_document(draft)
    add_annex(draft, "附则", "本清单自公布之日起施行。", position=2)
    add_annex(draft, "责任追究机制", "依法追究。", position=1)
    assert edition_document(draft)["annexes"] == [
        {"heading": "责任追究机制", "body": "依法追究。", "source_line": None},
        {"heading": "附则", "body": "本清单自公布之日起施行。", "source_line": None},
    ]


def test_the_document_follows_the_stored_order(db):
    draft = make_draft()
    add_duty(draft, "乙", items=[{"text": "二", "position": 9}, {"text": "一", "position": 8}])
    add_duty(draft, "甲", position=0)
    duties = edition_document(draft)["duties"]
    assert [duty["text"] for duty in duties] == ["甲", "乙"]
    assert [item["text"] for item in duties[1]["items"]] == ["一", "二"]


def test_the_next_edition_shows_the_end_and_the_digest_of_the_first(db):
    first = make_edition()
    second = edition_document(publish(make_draft(first.department), SECOND_DAY))
    assert edition_document(first)["edition"]["effective_to"] == "2025-01-01"
    assert second["edition"]["previous_digest"] == first.digest


def test_the_digest_can_be_recomputed_from_the_document_alone(db):
    edition = publish(draft_of(DOCUMENT))
    document = json.loads(json.dumps(edition_document(edition)))
    del document["edition"]["digest"], document["edition"]["effective_to"]
    del document["department"]["slug"], document["department"]["order"]
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == edition.digest


def test_the_digest_of_this_document_never_changes():
    """Published digests must stay recomputable: a new value here breaks every chain there is."""
    pinned = "2665909afdb6abd85e88bf64cc7f61e9ee688d2929420ee6b58fbff5bb89a8e3"
    assert document_digest(DOCUMENT) == pinned


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("department", "slug", "renamed"),
        ("department", "order", 99),
        ("edition", "effective_to", "2030-01-01"),
        ("edition", "digest", "f" * 64),
    ],
)
def test_the_digest_leaves_out_what_may_change_later(part, name, value):
    changed = deepcopy(DOCUMENT)
    changed[part][name] = value
    assert document_digest(changed) == document_digest(DOCUMENT)


def places(value, path=()):
    """The path to each plain value of a JSON document."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from places(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from places(each, (*path, index))
    else:
        yield path


LEFT_OUT = {
    ("department", "slug"),
    ("department", "order"),
    ("edition", "effective_to"),
    ("edition", "digest"),
}
COVERED = [path for path in places(DOCUMENT) if path not in LEFT_OUT]


@pytest.mark.parametrize("path", COVERED, ids=lambda path: ".".join(map(str, path)))
def test_the_digest_covers_every_other_value(path):
    changed = deepcopy(DOCUMENT)
    owner = changed
    for step in path[:-1]:
        owner = owner[step]
    owner[path[-1]] = f"{owner[path[-1]]}。"
    assert document_digest(changed) != document_digest(DOCUMENT)


@given(st.text(), st.text())
def test_only_equal_texts_have_equal_digests(one, other):
    digests = {document_digest({**DOCUMENT, "duties": [{"text": text}]}) for text in (one, other)}
    assert len(digests) == len({one, other})


@given(st.text())
def test_the_canonical_form_is_utf_8_and_loses_nothing(text):
    read = json.loads(canonical_bytes({**DOCUMENT, "duties": [{"text": text}]}).decode("utf-8"))
    assert read["duties"] == [{"text": text}]


def changed_behind_django(record, field, value):
    """Write one column of a published record, as a migration in maintenance could."""
    with triggers.maintenance("更正", "高管理"):
        type(record)._base_manager.filter(pk=record.pk).update(**{field.attname: value})


def text_fields(model):
    texts = (models.CharField, models.TextField)
    return [field for field in model._meta.concrete_fields if isinstance(field, texts)]


def test_the_document_shows_every_text_of_every_record_but_these(db):
    edition = publish(whole_draft(make_edition(entries=0).department), SECOND_DAY)
    before = canonical_bytes(edition_document(edition))
    hidden = set()
    for model in record_models():
        record = record_of(model, edition)
        for field in text_fields(model):
            if field.choices:
                continue  # the state of an edition is not text
            with transaction.atomic():
                changed_behind_django(record, field, "改过的")
                changed = edition_document(Edition.objects.get(pk=edition.pk))
                if canonical_bytes(changed) == before:
                    hidden.add((model, field.name))
                transaction.set_rollback(True)
    assert hidden == {
        (Edition, "title"),
        (Edition, "digest"),
        (Edition, "record_digest"),
        (SectionHeading, "section"),
        (SectionHeading, "text"),
        (SectionHeading, "marker"),
    }


def test_the_record_digest_covers_them_too(db):
    edition = whole_edition()
    for record, name in (
        (edition, "title"),
        (record_of(SectionHeading, edition), "marker"),
        (record_of(SectionHeading, edition), "text"),
        (record_of(Annex, edition), "position"),
        (record_of(Party, edition), "position"),
    ):
        before = record_digest(Edition.objects.get(pk=edition.pk))
        changed_behind_django(record, record._meta.get_field(name), 7)
        assert record_digest(Edition.objects.get(pk=edition.pk)) != before


def test_the_record_digest_of_another_edition_is_not_touched(db):
    edition = whole_edition()
    before = record_digest(edition)
    whole_draft(edition.department)
    assert record_digest(edition) == before


def test_editions_that_say_the_same_have_equal_content(db):
    source = make_source()
    draft = draft_of(DOCUMENT)
    same = make_draft(draft.department, source=source)
    for add, section, rows in (
        (add_duty, "duties", "items"),
        (add_matter, "boundaries", "parties"),
        (add_regime, "supervision", "parts"),
        (add_service, "services", "items"),
    ):
        for entry in DOCUMENT[section]:
            elsewhere = {"code": f"X-{len(entry['code'])}{entry['code'][-1]}", "source_line": 7}
            add(same, **entry | elsewhere | {rows: stored_rows(entry[rows])})
    assert edition_document(same) != edition_document(draft)
    assert edition_content(same) == edition_content(draft)


@pytest.mark.parametrize("name", ["title", "list_type"])
def test_title_and_type_of_a_list_are_content(db, name):
    draft = make_draft()
    before = edition_content(draft)
    setattr(draft, name, "别的")
    assert edition_content(draft) != before


def test_content_is_plain_of_codes_places_and_empty_fields_at_any_depth():
    record = {"code": "D-1", "text": "甲", "items": [{"source_line": 3, "text": "乙", "note": ""}]}
    assert plain_content(record) == {"text": "甲", "items": [{"text": "乙"}]}
    assert plain_content({"source_line": None, "items": []}) == {"items": []}


def test_order_is_content(db):
    draft = make_draft()
    add_duty(draft, "甲")
    add_duty(draft, "乙")
    before = edition_content(draft)
    Duty.objects.filter(text="甲").update(position=9)
    assert edition_content(draft) != before
