"""Draft, dossier and papers say from which edition a file's text comes, and what was decided."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.exchange.uploading.drafts import draft_from_upload
from portal.reviews.desk import checks
from portal.reviews.desk.facts import Facts
from portal.reviews.models import Cause, Clash, Kind
from portal.reviews.papers.opinion import opinion_paper
from portal.reviews.workflow import actions
from tests import cast
from tests.listing import Office, duties, replacing, reword, word_file
from tests.reviewing import fresh

REWORDED = "承担国有资产监督管理和保值增值工作"
ORIGIN = "读自文件“清单.docx”，文字来自第 1 版（文件带有它的标记）。"


@pytest.fixture
def office(db):
    office = Office()
    office.second = office.revise(reword("D-0002", REWORDED))
    return office


@pytest.fixture
def adjustment(office):
    content = word_file(office.first, replacing("监督管理工作", "监督管理服务工作"))
    return fresh(office.open_with(office.upload(content).edition))


def check(adjustment, office, name):
    found = checks.run(Facts(adjustment, office.editor))
    return next(one for one in found if one.name == name)


def decide(office, adjustment):
    clash, choice = adjustment.clashes.get(), Clash.Choice.OURS
    actions.decide_clash(office.editor, adjustment, adjustment.version, clash, choice)
    return fresh(adjustment)


def facts_of(adjustment):
    return dict(opinion_paper(adjustment).blocks[0].pairs)


def test_the_checks_tell_the_truth_of_a_draft_from_a_file(office, adjustment):
    assert check(adjustment, office, "依据最新的版本").state == "good"
    assert ORIGIN in check(adjustment, office, "文字的来历").sentence
    undecided = check(adjustment, office, "与新版本的冲突")
    assert (undecided.state, undecided.places) == ("bad", [("D-0002", "D-0002")])
    decided = check(decide(office, adjustment), office, "与新版本的冲突")
    assert (decided.state, decided.places) == ("look", [("D-0002", "D-0002：用本草稿的")])


def test_the_paper_names_the_origin_and_the_choices(office, adjustment):
    facts = facts_of(adjustment)
    assert facts["文字的来历"] == ORIGIN
    assert facts["与新版本的取舍"] == "D-0002：还没有取舍"
    assert facts_of(decide(office, adjustment))["与新版本的取舍"] == "D-0002：用本草稿的"


def test_a_return_to_an_earlier_edition_is_pointed_out(office):
    returned = actions.open_adjustment(
        office.editor, office.department, Kind.CHANGE, Cause.STATUTE, start_from=office.first
    )
    found = check(fresh(returned), office, "文字的来历")
    assert found.state == "look"
    assert found.sentence.startswith("恢复为第 1 版的文字。")
    assert facts_of(fresh(returned))["文字的来历"] == "恢复为第 1 版的文字。"


def test_what_does_not_come_from_a_file_says_so(office):
    plain = actions.open_adjustment(office.editor, office.department, Kind.CHANGE, Cause.STATUTE)
    assert check(fresh(plain), office, "文字的来历").sentence == "草稿从第 2 版开始。"
    assert "文字的来历" not in facts_of(fresh(plain))


def test_the_upload_of_an_earlier_edition_says_how_to_bring_it_back(office):
    client = cast.signed_in(office.editor)
    file = SimpleUploadedFile("清单.docx", word_file(office.first))
    sent = {"department": office.department.pk, "file": file}
    page = client.post(reverse("list_upload"), sent).content.decode()
    assert "第 1 版说的一样，没有要改的" in page
    assert "选“恢复为第 1 版”" in page


def test_the_choice_of_a_draft_tells_of_its_file(office):
    content = word_file(office.first, replacing("草案", "方案"))
    draft_from_upload(office.department, "报送稿.docx", content)
    client = cast.signed_in(office.editor)
    page = client.get(reverse("admin:reviews_adjustment_add")).content.decode()
    assert "文件“报送稿.docx”，文字来自第 1 版" in page


def test_the_order_of_a_section_in_dispute_has_a_page(office, adjustment):
    codes = list(duties(office.second))
    order = adjustment.clashes.create(section="duties", ours=codes[::-1], theirs=codes)
    client = cast.signed_in(office.editor)
    address = reverse("admin:reviews_adjustment_clash", args=[adjustment.pk, order.pk])
    page = client.get(address).content.decode()
    assert "取舍：部门职责的次序" in page
    assert "、".join(codes) in page
    answer = client.post(address, {"choice": "theirs", "seen": adjustment.version})
    assert answer.status_code == 302
    assert not adjustment.clashes.filter(pk=order.pk, choice="").exists()
