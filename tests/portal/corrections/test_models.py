import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.permissions import EDIT_LISTS
from portal.corrections.models import Correction, CorrectionEvent, may_answer
from portal.corrections.models.corrections import MAY_EDIT
from portal.corrections.models.events import AppendOnly
from portal.corrections.targets import Target
from tests import cast
from tests.cast import make_administrator, make_stranger
from tests.correcting import answer, make_correction, make_editor
from tests.factories import make_department

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "values",
    [
        {"state": "accepted"},
        {"state": "accepted", "answer": "好"},
        {"state": "declined", "closed_at": timezone.now()},
        {"closed_at": timezone.now()},
        {"state": "nonsense"},
        {"problem": ""},
        {"code": "D-0001"},
        {"heading": "条目"},
        {"edition_number": 1},
    ],
)
def test_the_database_refuses_what_contradicts_itself(values):
    correction = make_correction()
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(**values)


def test_numbers_and_tickets_are_unique():
    one, other = make_correction(), make_correction(problem="另一处有误")
    for field in ("number", "ticket"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Correction.objects.filter(pk=other.pk).update(**{field: getattr(one, field)})


def test_events_are_only_added():
    event = make_correction().events.get()
    for change in (
        event.save,
        event.delete,
        CorrectionEvent.objects.all().delete,
        lambda: CorrectionEvent.objects.update(answer="x"),
    ):
        with pytest.raises(AppendOnly):
            change()


def test_an_event_keeps_the_name_that_somebody_had_and_the_account():
    editor = make_editor()
    correction = answer(make_correction(), editor)
    editor.display_name = "改了名"
    editor.save()
    assert correction.events.last().user_name == "编明"
    with pytest.raises(ProtectedError):
        editor.delete()


def test_who_may_answer_sees_them():
    make_correction()
    for user, count in ((make_administrator(), 1), (make_editor(), 1), (make_stranger(), 0)):
        assert Correction.objects.for_user(user).count() == count


def test_editors_see_those_about_the_lists_of_their_departments():
    civil, health = make_department(), make_department("weisheng", "卫生局")
    own = make_correction(Target(civil), problem="自己的一条")
    make_correction(Target(health), problem="别人的一条")
    make_correction(problem="网站的一条")
    editor = cast.make_editor(civil, username="civil")
    assert list(Correction.objects.for_user(editor)) == [own]
    editor.groups.clear()
    former = User.objects.get(pk=editor.pk)
    assert not Correction.objects.for_user(former).exists()
    assert not may_answer(former)


def test_what_editors_may_is_the_permission_of_their_group():
    assert MAY_EDIT == EDIT_LISTS
