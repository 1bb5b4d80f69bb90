"""The heads of the chains of editions: a list to be kept outside the database, and held against it."""

import json
import re
from pathlib import Path

from ..models import Edition
from .digests import json_digest

FORMAT = "list-heads/1"
_DIGEST = re.compile("[0-9a-f]{64}")


class NoHeads(ValueError):
    """What was given is no file of heads; the text says why and is shown to users."""


def heads_document(editions, others):
    """The last digest of each chain, and a digest over those of lists (dict of JSON values).

    Whoever keeps this one digest can tell later whether any chain has lost or changed an edition:
    each digest stands on those before it. ``others`` are the heads of chains that are not of lists
    (``departments.publishing.chain_heads``); they may have grown by the next time.
    """
    heads = [
        {
            "district": edition.district_code,
            "department": edition.department.slug,
            "name": edition.department_name,
            "number": edition.number,
            "effective_from": edition.effective_from.isoformat(),
            "digest": edition.digest,
        }
        for edition in editions
    ]
    return {"format": FORMAT, "heads": heads, "digest": heads_digest(heads), **others}


def heads_digest(heads):
    """SHA-256 over the heads in canonical JSON: sorted keys, no spaces, UTF-8 (64 digits)."""
    return json_digest(heads)


def latest_editions():
    """The last published edition of each department, in force or still to come (a list)."""
    editions = Edition.objects.published().select_related("department")
    latest = {edition.department_id: edition for edition in editions.order_by("number")}
    return sorted(latest.values(), key=lambda one: (one.district_code, one.department.order))


def read_heads(path):
    """The document of heads in a file (dict). Raises NoHeads."""
    try:
        document = json.loads(Path(path).read_text("utf-8"))
        heads = document["heads"]
        if document["format"] != FORMAT or not all(map(_is_head, heads)):
            raise ValueError
    except OSError:
        raise NoHeads(f"链头文件 {path} 无法读取，请核对路径和权限。") from None
    except (ValueError, LookupError, TypeError):
        raise NoHeads(f"{path} 不是链头文件：应为 {FORMAT} 格式，如 /data/heads.json。") from None
    return document


def _is_head(head):
    return bool(_DIGEST.fullmatch(head["digest"])) and {"name", "number"} <= head.keys()


def missing(document):
    """What heads that were kept say and the database does not (yields str)."""
    heads = document["heads"]
    if heads_digest(heads) != document.get("digest"):
        yield "链头文件与它自己的摘要不符：存下以后被改动。"
    kept = {head["digest"] for head in heads}
    present = set(
        Edition.objects.published().filter(digest__in=kept).values_list("digest", flat=True)
    )
    for head in heads:
        if head["digest"] not in present:
            yield (
                f"存下的链头中有{head['name']}第 {head['number']} 版（摘要 {head['digest']}），"
                "现在的清单中没有：这一版被抹去或者改写。"
            )
