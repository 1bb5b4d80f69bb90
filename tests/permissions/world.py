"""A district with one account of each role, and an adjustment in each state."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.permissions import ADMINISTRATORS
from portal.reviews.attachments import actions as attachments
from portal.reviews.comments import actions as comments
from portal.reviews.models import State
from portal.reviews.workflow import actions
from tests import cast
from tests.factories import add_duty, make_department, make_edition
from tests.reviewing import NUMBER, SAID, Review, fresh

VISITOR = "visitor"
#: owner: drafted it; colleague: edits for the same department, had no hand in it; asked: edits for
#: a department asked for its opinion; other: for one that has nothing to do with it; judge: of the
#: office whose turn it is; next_judge: of the office after it.
ROLES = [
    VISITOR,
    "stranger",
    "owner",
    "colleague",
    "asked",
    "other",
    "judge",
    "next_judge",
    "publisher",
    "administrator",
    "superuser",
]
STATES = list(State)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class World:
    """What the matrix is tested on; made once, each request in it is undone.

    ``forms`` keeps forms of its pages once they were looked at, ``at_first`` what it was made with.
    """

    def __init__(self):
        self.review = Review("own", "本局")
        self.department = self.review.department
        self.asked_department = self._neighbour("asked", "被征求局")
        self.other_department = self._neighbour("other", "无关局")
        self.users = self._make_users()
        # Published first: the others would be sent back by a publication after them.
        in_order = sorted(STATES, key=lambda state: state != State.PUBLISHED)
        self.adjustments = {state: self._make(state) for state in in_order}
        self.clients = {role: self._client(role) for role in ROLES}
        self.forms = {}
        self.at_first = self.stored()

    def _neighbour(self, slug, name):
        department = make_department(slug, name)
        make_edition(department)
        return department

    def _make_users(self):
        judge, next_judge, _ = self.review.judges
        administrator = User.objects.create(username="guan", display_name="管理", is_staff=True)
        administrator.groups.add(Group.objects.get(name=ADMINISTRATORS))
        return {
            VISITOR: None,
            "stranger": cast.make_stranger(),
            "owner": self.review.editor,
            "colleague": cast.make_editor(self.department, username="colleague"),
            "asked": cast.make_editor(self.asked_department, username="asked"),
            "other": cast.make_editor(self.other_department, username="other"),
            "judge": judge,
            "next_judge": next_judge,
            "publisher": self.review.publisher,
            "administrator": administrator,
            "superuser": cast.make_administrator(),
        }

    def _client(self, role):
        return Client() if role == VISITOR else cast.signed_in(self.users[role])

    def adjustment(self, state):
        """The adjustment in a state, as it is stored."""
        return fresh(self.adjustments[state])

    def stored(self):
        """What no refused request may change."""
        found = self.department.adjustments.annotate(steps=Count("decisions"))
        return list(found.values_list("pk", "version", "state", "steps"))

    def _make(self, state):
        adjustment = self._drafted(f"负责{State(state).label}事项")
        if state != State.DRAFT:
            self._submit(adjustment)
            self._discuss(adjustment)
            self._bring_to(adjustment, state)
        return adjustment

    def _drafted(self, text):
        review, now = self.review, timezone.localdate()
        adjustment = actions.open_adjustment(review.editor, review.department, "change", "statute")
        attachments.add(review.editor, adjustment, SimpleUploadedFile(f"{now}.pdf", PDF))
        with actions.editing(review.editor, adjustment) as current:
            place = 100 * adjustment.pk
            add_duty(current.draft, text, position=place)
            add_duty(current.draft, f"{text}的备案", position=place + 1)
        now = fresh(adjustment)
        actions.describe(review.editor, now, now.version, **SAID)
        return adjustment

    def _submit(self, adjustment):
        now = fresh(adjustment)
        actions.submit(self.review.editor, now, now.version)

    def _discuss(self, adjustment):
        now = fresh(adjustment)
        actions.ask_opinion(self.review.judges[0], now, now.version, self.asked_department)
        comments.add(self.review.judges[0], fresh(adjustment), "请说明依据。")

    def _bring_to(self, adjustment, state):
        first, *_ = self.review.judges
        step = {
            State.SUBMITTED: lambda now: None,
            State.RETURNED: lambda now: actions.return_(first, now, now.version, "请补充"),
            State.REJECTED: lambda now: actions.reject(first, now, now.version, "无依据"),
            State.WITHDRAWN: lambda now: actions.withdraw(self.review.editor, now, now.version),
            State.APPROVED: self._approve,
            State.PUBLISHED: self._publish,
        }[state]
        step(fresh(adjustment))

    def _approve(self, adjustment):
        for judge in self.review.judges:
            now = fresh(adjustment)
            actions.approve(judge, now, now.version)

    def _publish(self, adjustment):
        self._approve(adjustment)
        now = fresh(adjustment)
        day = timezone.localdate() + timedelta(days=1)
        actions.publish(self.review.publisher, [(now, now.version)], day, NUMBER)
