"""The picture of the whole: which list names which body how often, as a drawing and as rows."""

from collections import Counter

from ..models import Body
from .drawing import CELL, GROUP_HEIGHT, HEAD_HEIGHT, Column, Crossing, Group, Matrix, Row
from .shared import read_shared, shared_address


def read_matrix(on=None, district=None):
    """The matrix of the lists in force (fixed queries)."""
    shared = read_shared(on, district)
    by_list, by_body = Counter(), Counter()
    for department, named in shared.codes.items():
        for slug, codes in named.items():
            by_list[department] += len(codes)
            by_body[slug] += len(codes)
    columns = [
        Column(shared.departments[pk], total, CELL * place)
        for place, (pk, total) in enumerate(by_list.most_common())
    ]
    return _matrix(shared, columns, by_body, on)


def _matrix(shared, columns, by_body, on):
    groups, y = [], HEAD_HEIGHT
    for kind in Body.Kind.values:
        slugs = [slug for slug, _ in by_body.most_common() if shared.bodies[slug].kind == kind]
        if not slugs:
            continue
        top = y + GROUP_HEIGHT
        rows = [
            _row(shared, columns, slug, by_body[slug], top + CELL * place, on)
            for place, slug in enumerate(slugs)
        ]
        groups.append(Group(kind, rows, y))
        y = top + CELL * len(rows)
    return Matrix(columns, groups, y + CELL // 2)


def _row(shared, columns, slug, total, y, on):
    body = shared.bodies[slug]
    crossings = [
        Crossing(
            column.department,
            body,
            count,
            shared_address(column.department, body, on),
            column.x,
            y,
        )
        for column in columns
        if (count := shared.count(column.department.pk, slug))
    ]
    return Row(body, total, crossings, y)
