"""The heads of the chains of editions, as a list to be kept outside the database."""

import hashlib
import json

FORMAT = "list-heads/1"


def heads_document(editions, others):
    """The last digest of each chain, and a digest over those of lists (dict of JSON values).

    Whoever keeps this one digest can tell later whether any chain has lost or changed an edition:
    each digest stands on those before it. ``others`` are the heads of chains that are not of lists
    (``departments.chain_heads``); they may have grown by the next time.
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
    text = json.dumps(heads, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
