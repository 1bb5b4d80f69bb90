"""Who may reach which address with an adjustment in which state: the rules that the matrix tests.

Written down beside DESIGN (Roles) and docs/review.md, not taken from the code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from duties.models import Duty
from portal.reviews.desk.seen import Seen
from portal.reviews.models import Clash, Comment, HeldForm, State
from portal.reviews.models.kinds import EDITABLE, ENDED
from tests import cast
from tests.permissions.world import PDF, ROLES, STATES, VISITOR
from tests.portal.reviews.drafting.workbench import as_sent
from tests.reviewing import NUMBER

#: Outcomes of a request.
SIGN_IN, HIDDEN, REFUSED, CLOSED, REACHED = "sign in", "hidden", "refused", "closed", "reached"

SIGNED_IN = {*ROLES} - {VISITOR}
DRAFTING = {"owner", "colleague"}
EDITORS = {*DRAFTING, "asked", "other"}
JUDGES = {"judge"}
REVIEWERS = {"judge", "next_judge", "superuser"}
PUBLISHERS = {"publisher", "superuser"}
DESK = {*REVIEWERS, *PUBLISHERS}

RUNNING = [state for state in STATES if state not in ENDED]
SUBMITTED_ONCE = [state for state in STATES if state != State.DRAFT]


def sees(role, state):
    """Whether a role may know of an adjustment in a state at all."""
    if role in DRAFTING:
        return True
    return role in {"asked", *DESK} and state in SUBMITTED_ONCE


def everywhere(roles, states=STATES):
    """The same roles in some states (dict of state to set of roles)."""
    return dict.fromkeys(states, roles)


def who_sees(states=STATES):
    """In some states all who see it (dict of state to set of roles)."""
    return {state: {role for role in ROLES if sees(role, state)} for state in states}


@dataclass(frozen=True)
class Case:
    """One request about an adjustment: who gets through in which state.

    ``arguments`` and ``data`` are functions of (World, Adjustment); ``arguments`` gives None where
    the adjustment has no such thing. ``is_missing``: what it asks for is not there for anyone
    who would get through.
    """

    name: str
    allowed: Mapping[State, set]
    arguments: Callable = lambda world, adjustment: [adjustment.pk]
    data: Callable | None = None
    note: str = ""
    is_missing: bool = False
    concerns_all: bool = field(default=False)

    @property
    def states(self):
        """In which states to ask: in one only for a page that is of no particular adjustment."""
        return STATES[:1] if self.arguments is no_arguments and self.data is None else STATES

    @property
    def label(self):
        method = "GET" if self.data is None else "POST"
        return f"{method} {self.name} {self.note}".strip()

    def expected(self, role, state):
        """The outcomes that are right (set)."""
        if role == VISITOR:
            return {SIGN_IN}
        if not self.concerns_all and not sees(role, state):
            return {HIDDEN}
        if role in self.allowed.get(state, ()):
            return {HIDDEN} if self.is_missing else {REACHED}
        if self.allowed.get(state):
            return {REFUSED}
        return {CLOSED, REFUSED}


def seen(world, adjustment):
    """What a page of the desk says that its reader had seen."""
    return {"seen": str(Seen.now(adjustment))}


def version(world, adjustment):
    return {"seen": str(adjustment.version)}


def saying(**given):
    return lambda world, adjustment: (
        seen(world, adjustment)
        | {
            name: value(world, adjustment) if callable(value) else value
            for name, value in given.items()
        }
    )


def step(name, allowed, **given):
    """Looking at a step and taking it."""
    arguments = lambda world, adjustment: [adjustment.pk, name]  # noqa: E731
    return [
        Case("reviews:step", allowed, arguments, note=name),
        Case("reviews:step", allowed, arguments, saying(**given), note=name),
    ]


def other_office(world, adjustment):
    return world.review.judges[1].memberships.get().office_id


def one_entry(world, adjustment):
    duty = Duty.objects.filter(edition=adjustment.draft).order_by("position").last()
    return [f"duties/{duty.code}"]


def comment_of(world, adjustment):
    found = Comment.objects.filter(adjustment=adjustment).first()
    return found and [found.pk]


def attachment_of(world, adjustment):
    return [adjustment.attachments.first().pk]


def opinion_of(world, adjustment):
    found = adjustment.opinions.first()
    return found and [found.pk]


def act_of(world, adjustment):
    return adjustment.act_id and [adjustment.act_id]


def notice_of_nobody_here(world, adjustment):
    """A notice is for the one to whom it is written: to all others it is not there."""
    reader = cast.make_editor(world.department, username="reader")
    return [adjustment.notices.create(user=reader, kind="ended", key="x", text="x").pk]


def held(part=""):
    """Something typed in a form: of the workbench, or of a step."""

    def data(world, adjustment):
        form = reverse("reviews:step", args=[adjustment.pk, "return"])
        if part:
            form = reverse(f"admin:reviews_adjustment_{part}", args=[adjustment.pk])
        return {"held-at": form, "held-page": "window", "text": "没有写完"}

    return data


def held_of_nobody_here(world, adjustment):
    """What one typed is for nobody else to see."""
    writer = cast.make_editor(world.department, username="writer")
    return [HeldForm.objects.create(user=writer, address="/review/", page="x", typed={}).pk]


def a_file(world, adjustment):
    return {"file": SimpleUploadedFile("批复.pdf", PDF + b"2")}


def to_publish(world, adjustment):
    return {
        "adjustments": [f"{adjustment.pk}-{adjustment.version}"],
        "decision_number": NUMBER,
        "effective_from": f"{timezone.localdate() + timezone.timedelta(days=2)}",
    }


def to_cancel(world, adjustment):
    return {
        "adjustments": [f"{adjustment.pk}-{adjustment.version}"],
        "what": "cancel",
        "decision_number": NUMBER,
        "reason": "推迟执行",
    }


def no_arguments(world, adjustment):
    return []


OWN_ALWAYS = everywhere(DRAFTING)
OWN_EDITABLE = everywhere(DRAFTING, EDITABLE)
JUDGED = everywhere(JUDGES, [State.SUBMITTED])

DESK_CASES = [
    Case("reviews:dossier", who_sees()),
    *step("approve", JUDGED, comment="同意"),
    *step("return", {**JUDGED, State.APPROVED: PUBLISHERS}, comment="请补充"),
    *step("reject", JUDGED, comment="无依据"),
    *step("forward", JUDGED, comment="请贵处办理", office=other_office),
    *step("override", JUDGED, comment="已另行确认"),
    *step("split", JUDGED, comment="其余须补充", entries=one_entry),
    *step("submit", OWN_EDITABLE),
    *step("recall", everywhere(DRAFTING, [State.SUBMITTED, State.APPROVED]), comment="补充依据"),
    *step("withdraw", everywhere(DRAFTING, RUNNING), comment="不再调整"),
    Case("reviews:another", who_sees()),
    Case(
        "reviews:another",
        everywhere(DRAFTING, [State.WITHDRAWN, State.REJECTED]),
        data=lambda world, adjustment: {"begin": "1"},
    ),
    Case("reviews:comment", who_sees()),
    Case(
        "reviews:comment",
        {
            state: {*DRAFTING, *DESK} & {role for role in ROLES if sees(role, state)}
            for state in RUNNING
        },
        data=lambda world, adjustment: {"text": "请核对"},
    ),
    Case(
        "reviews:answer",
        everywhere({*DRAFTING, *DESK}, RUNNING),
        comment_of,
        lambda world, adjustment: {"text": "已核对"},
    ),
    Case(
        "reviews:resolve",
        everywhere(REVIEWERS, RUNNING),
        comment_of,
        lambda world, adjustment: {},
    ),
    Case("reviews:attach", OWN_EDITABLE, data=a_file),
    Case("reviews:attachment", who_sees(), attachment_of),
    Case("reviews:detach", OWN_EDITABLE, attachment_of, lambda world, adjustment: {}),
    Case(
        "reviews:ask",
        {
            state: {*DRAFTING, *REVIEWERS} & {role for role in ROLES if sees(role, state)}
            for state in RUNNING
        },
        data=lambda world, adjustment: (
            version(world, adjustment) | {"department": world.other_department.slug}
        ),
    ),
    Case("reviews:opinion", who_sees(), opinion_of),
    Case(
        "reviews:opinion",
        everywhere({"asked"}, RUNNING),
        opinion_of,
        lambda world, adjustment: {"reply": "agree"},
    ),
    Case("reviews:typed", everywhere(SIGNED_IN), no_arguments, concerns_all=True),
    Case("reviews:typed_ask", everywhere(SIGNED_IN), no_arguments, concerns_all=True),
    Case("reviews:typed_keep", OWN_ALWAYS, no_arguments, held("application"), "application"),
    Case("reviews:typed_keep", who_sees(), no_arguments, held(), "step"),
    Case(
        "reviews:typed_one",
        everywhere(SIGNED_IN),
        held_of_nobody_here,
        is_missing=True,
        concerns_all=True,
    ),
    Case("reviews:opinion_print", who_sees()),
    Case("reviews:opinion_docx", who_sees()),
    Case("reviews:act", who_sees(), act_of),
    Case("reviews:cancel", everywhere(PUBLISHERS, [State.PUBLISHED]), act_of),
    Case("reviews:cancel", everywhere(PUBLISHERS, [State.PUBLISHED]), act_of, to_cancel),
    Case("reviews:erratum", everywhere(PUBLISHERS, [State.PUBLISHED]), act_of),
    Case(
        "reviews:erratum",
        everywhere(PUBLISHERS, [State.PUBLISHED]),
        act_of,
        lambda world, adjustment: {"subject": "other", "wrong": "甲", "right": "乙"},
    ),
    Case("reviews:notice_print", who_sees(), act_of),
    Case("reviews:notice_docx", who_sees(), act_of),
    Case("reviews:queue", everywhere(SIGNED_IN), no_arguments, concerns_all=True),
    Case("reviews:notices", everywhere(SIGNED_IN), no_arguments, concerns_all=True),
    Case("reviews:notice", who_sees(), notice_of_nobody_here, is_missing=True),
    Case("reviews:publish", everywhere(PUBLISHERS), no_arguments, concerns_all=True),
    Case(
        "reviews:publish",
        everywhere(PUBLISHERS, [State.APPROVED]),
        no_arguments,
        to_publish,
        concerns_all=True,
    ),
]


def workbench(name, allowed, *parts, data=None, **options):
    """A page of the editors' workbench; ``parts`` follow the key of the adjustment."""

    def arguments(world, adjustment):
        return [adjustment.pk, *parts]

    return Case(f"admin:reviews_adjustment_{name}", allowed, arguments, data, **options)


def filled_in(name, *parts, **changes):
    """The form of a page as its owner has it before them, with other words in it."""

    def data(world, adjustment):
        address = reverse(f"admin:reviews_adjustment_{name}", args=[adjustment.pk, *parts])
        if address not in world.forms:
            world.forms[address] = as_sent(world.clients["owner"].get(address))
        return world.forms[address] | changes

    return data


def typed(**given):
    """Something typed in a form."""
    return lambda world, adjustment: given


def nothing(world, adjustment):
    return {}


def clash_of(world, adjustment):
    made = Clash.objects.create(
        adjustment=adjustment, section="duties", code="D-0001", ours=None, theirs=None
    )
    return [adjustment.pk, made.pk]


def taken_out(world, adjustment):
    """An entry that the draft has no more, where it can be edited."""
    if adjustment.is_editable:
        Duty.objects.get(edition=adjustment.draft, code="D-0001").delete()
    return [adjustment.pk, "duties", "D-0001"]


def a_table(world, adjustment):
    table = "编码,序号,主要职责\n"
    return {"file": SimpleUploadedFile("职责.csv", table.encode())}


ENTRY = ("duties", "D-0001")
WORKBENCH_CASES = [
    Case(
        "admin:reviews_adjustment_changelist", everywhere(EDITORS), no_arguments, concerns_all=True
    ),
    Case("admin:reviews_adjustment_add", everywhere(EDITORS), no_arguments, concerns_all=True),
    Case(
        "admin:reviews_adjustment_add",
        everywhere(EDITORS),
        no_arguments,
        lambda world, adjustment: {"kind": "change", "cause": "other", "start": ""},
        concerns_all=True,
    ),
    workbench("change", OWN_ALWAYS),
    workbench("application", OWN_EDITABLE),
    workbench("application", OWN_EDITABLE, data=filled_in("application", reasons="另有理由")),
    workbench("prose", OWN_EDITABLE),
    workbench("prose", OWN_EDITABLE, data=filled_in("prose", title="另一个标题")),
    workbench("readings", OWN_ALWAYS),
    Case("admin:reviews_adjustment_clash", OWN_EDITABLE, clash_of),
    Case(
        "admin:reviews_adjustment_clash",
        OWN_EDITABLE,
        clash_of,
        lambda world, adjustment: version(world, adjustment) | {"choice": "ours"},
    ),
    workbench("section", OWN_EDITABLE, "duties"),
    workbench("section", OWN_EDITABLE, "duties", data=filled_in("section", "duties")),
    workbench("entry_add", OWN_EDITABLE, "duties"),
    workbench("entry_add", OWN_EDITABLE, "duties", data=typed(text="负责新的事", number="")),
    workbench("entry", OWN_EDITABLE, *ENTRY),
    workbench("entry", OWN_EDITABLE, *ENTRY, data=filled_in("entry", *ENTRY, text="负责别的事")),
    workbench("entry_remove", OWN_EDITABLE, *ENTRY),
    workbench("entry_remove", OWN_EDITABLE, *ENTRY, data=filled_in("entry_remove", *ENTRY)),
    Case("admin:reviews_adjustment_restore", OWN_EDITABLE, taken_out, nothing),
    workbench("entry_reset", OWN_EDITABLE, *ENTRY),
    workbench("entry_reset", OWN_EDITABLE, *ENTRY, data=filled_in("entry_reset", *ENTRY)),
    workbench("entry_history", OWN_ALWAYS, *ENTRY),
    workbench("preview", OWN_EDITABLE, *ENTRY, data=filled_in("entry", *ENTRY)),
    workbench("preview_list", OWN_ALWAYS),
    workbench("import", OWN_EDITABLE, "duties"),
    workbench("import", OWN_EDITABLE, "duties", data=a_table),
    workbench("import_compare", OWN_EDITABLE, "duties", "no-such-upload", is_missing=True),
    workbench(
        "import_compare", OWN_EDITABLE, "duties", "no-such-upload", data=nothing, is_missing=True
    ),
    workbench("export", OWN_ALWAYS, "duties", "csv"),
]
