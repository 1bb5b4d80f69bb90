from portal.search.engine.documents import EntryText
from tools.questions import GOLD, OWN, Question, for_fitting, for_measuring, load_questions, tally

QUESTIONS = [
    Question("低保", "keyword", (8, 6), (10,)),
    Question("护照", "none", (), ()),
    Question("写信", "letter", (3,), ()),
]
ENTRY = EntryText("minzheng", "duties", "D-0001", "救助", "", source_lines=(9, 12))


def test_tally_counts_what_some_list_handles():
    found = tally(QUESTIONS, lambda text: ([6, 8, 1], [ENTRY]))
    assert found.count == 2
    assert (found.first, found.main, found.third) == (0.5, 0, 0.5)
    assert found.reciprocal == 0.5
    assert found.record == 1


def test_nothing_found_counts_as_wrong():
    found = tally(QUESTIONS, lambda text: ([], []))
    assert (found.first, found.main, found.third, found.reciprocal, found.record) == (0,) * 5


def test_no_question_serves_both_for_fitting_and_for_measuring():
    fitted, unseen = set(for_fitting()), set(for_measuring())
    assert not fitted & unseen
    assert fitted | unseen == set(load_questions(OWN)) | set(load_questions(GOLD))
    assert not fitted & set(load_questions(GOLD))


def test_all_departments_are_asked_for():
    questions = load_questions(OWN)
    assert len(questions) > 700
    assert {one for q in questions for one in q.departments} == set(range(1, 20))
