"""Matters that may speak of one thing are proposed; what was decided is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundaries.models import Side, Subject
from boundaries.subjects import decisions
from boundaries.subjects.candidates import Profile, propose, score
from tests.boundaries.factories import make_subject
from tests.factories import add_matter, make_department, make_district, make_draft, publish

TEXTS = st.text(alphabet="社会养老服务体系建设危险化学品安全", max_size=12)
SAID = st.dictionaries(st.sampled_from(["a", "b", "c"]), TEXTS)
PROFILES = st.builds(Profile, st.integers(1, 9), st.just("B-0001"), TEXTS, SAID)


@given(PROFILES, PROFILES)
def test_likeness_is_mutual_and_between_nothing_and_all(one, other):
    found = score(one, other, lambda pair: 1.0)
    assert 0 <= found <= 1.0001
    assert found == pytest.approx(score(other, one, lambda pair: 1.0), abs=0.05)


@given(TEXTS.filter(lambda text: len(text) > 1), SAID.filter(lambda said: any(said.values())))
def test_the_same_matter_is_most_alike(title, said):
    profile = Profile(1, "B-0001", title, said)
    assert score(profile, profile, lambda pair: 1.0) == pytest.approx(1)


@pytest.fixture
def lists(db):
    """Two lists with the same matter and one each of their own."""
    for slug, name, own in (("minzheng", "民政局", "殡葬管理"), ("weisheng", "卫生局", "疫苗监管")):
        draft = make_draft(make_department(slug, name))
        parties = [{"name": "区民政局", "responsibility": "指导养老机构"}, "区卫生局"]
        add_matter(draft, "社会养老服务体系建设", parties=parties)
        add_matter(draft, own, parties=[f"区{name}"])
        publish(draft)
    return make_district()


def kept():
    return [(str(side), side.state) for side in Side.objects.all()]


def test_what_is_alike_becomes_one_subject_with_two_candidates(lists):
    assert propose(lists) == 2
    assert kept() == [("民政局 B-0001", "candidate"), ("卫生局 B-0001", "candidate")]
    subject = Subject.objects.get()
    assert subject.title == "社会养老服务体系建设"
    assert not Subject.objects.shown().exists()


def test_what_was_proposed_before_is_not_proposed_again(lists):
    propose(lists)
    assert propose(lists) == 0
    decisions.split(Side.objects.filter(department__slug="weisheng"))
    assert propose(lists) == 0
    assert [state for _, state in kept()] == ["candidate", "refused"]


def test_a_candidate_joins_the_subject_that_there_is(lists):
    civil = lists.departments.get(slug="minzheng")
    subject = make_subject((civil, "B-0001"))
    assert propose(lists) == 1
    side = Side.objects.get(state="candidate")
    assert (side.subject, str(side)) == (subject, "卫生局 B-0001")
    assert side.score > 0.5


def test_drafts_are_not_compared(lists):
    add_matter(make_draft(make_department("laoling", "老龄办")), "社会养老服务体系建设")
    propose(lists)
    assert not Side.objects.filter(department__slug="laoling").exists()
