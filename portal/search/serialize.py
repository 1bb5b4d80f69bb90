"""An answer in the Search JSON of DESIGN, the same for the API and the ``ask`` command."""

from .addresses import entry_address


def answer_json(answer, took_ms):
    """An Answer as plain values (dict)."""
    return {
        "query": answer.asked.query,
        "understood": understood(answer.asked),
        "answer": answer.verdict,
        "departments": [_department(found) for found in answer.bodies],
        "entries": [_entry(found) for found in answer.entries],
        "took_ms": round(took_ms, 1),
    }


def understood(asked):
    """What an Understanding looked for: the matter, then what it also stands for (str)."""
    mended = [word for slip in asked.corrections for word in slip.words]
    terms = [meaning.term for meaning in asked.meanings]
    spelled = [word for reading in asked.readings for word in reading.words]
    return "；".join(filter(None, dict.fromkeys([asked.text.strip(), *spelled, *mended, *terms])))


def _department(found):
    return {
        "slug": found.body.slug,
        "order": found.body.order,
        "name": found.body.name,
        "score": round(found.score, 4),
        "role": found.role,
        "why": list(found.why),
    }


def _entry(found):
    entry = found.entry
    first, last = entry.source_lines
    return {
        "code": entry.code,
        "section": entry.section,
        "department": entry.department,
        "title": entry.title,
        "snippet": found.snippet,
        "url": entry_address(entry),
        "source_lines": [first, last] if first else None,
        "score": round(found.score, 4),
    }
