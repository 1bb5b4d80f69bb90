"""The rows of a record written anew in their order, each with the place that it came from."""

from ...refusals import Refusal
from ..fields import values_of


def rewrite(model, owner, rows, stored=()):
    """Have the records of an owner (dict: link to it) be these (list of Row).

    ``stored`` are those that there are, in the order that the rows tell of.
    """
    if any(row.was and row.was > len(stored) for row in rows):
        raise Refusal("表单中的行与草稿对不上，没有保存。请返回后重新打开。")
    model.objects.filter(**owner).delete()
    model.objects.bulk_create(
        model(
            **values_of(model, row.texts),
            **({"extras": row.extras} if row.extras else {}),
            **_source(stored, row),
            **owner,
            position=position,
        )
        for position, row in enumerate(rows, start=1)
    )


def _source(stored, row):
    was = stored[row.was - 1] if row.was else None
    return {"source": was.source, "source_line": was.source_line} if was else {}
