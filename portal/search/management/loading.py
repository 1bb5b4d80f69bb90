"""Phrases and vocabulary from files into the database: all rows of a file, or none."""

from dataclasses import dataclass, field

from django.db import transaction

from departments.models import Department
from departments.publishing.codes import known_codes
from departments.sheets.tables import Report, fault

from ..models import AskingPhrase, Loading, VocabularyWord

PHRASE_COLUMNS = ("department", "code", "phrase")
VOCABULARY_COLUMNS = ("word", "term", "kind", "direction", "weight")
_OTHER_COLUMNS = ("kind", "direction", "weight", "field", "note")


@dataclass
class _Batch:
    """Rows as they are sorted out: what to create, what to change, what is said of them."""

    report: Report = field(default_factory=Report)
    new: dict = field(default_factory=dict)
    changed: list = field(default_factory=list)

    def reject(self, line, reason):
        self.report.rejected.append((line, reason))

    def add(self, key, instance):
        if key in self.new:
            self.report.unchanged += 1
        else:
            self.new[key] = instance


@transaction.atomic
def load_phrases(rows, district=None):
    """Add asking phrases from rows of ``read_table`` (returns a Report).

    A row names the department by its slug; only those of ``district``, if given. If any row is
    rejected nothing is written.
    """
    departments = Department.objects.filter(**({"district": district} if district else {}))
    by_slug = {department.slug: department for department in departments}
    codes = known_codes(by_slug.values())
    phrases = AskingPhrase.objects.filter(department__in=departments)
    known = set(phrases.values_list("department", "code", "text"))
    batch = _Batch()
    for line, row in rows:
        department = by_slug.get(row["department"])
        phrase = AskingPhrase(department=department, code=row["code"], text=row["phrase"])
        if department is None:
            batch.reject(line, f"没有地址名为“{row['department']}”的部门")
        elif reason := fault(phrase, exclude=["department"]):
            batch.reject(line, reason)
        elif (department.pk, phrase.code) not in codes:
            batch.reject(line, f"{department}的清单里没有编码为 {phrase.code} 的条目")
        elif (key := (department.pk, phrase.code, phrase.text)) in known:
            batch.report.unchanged += 1
        else:
            batch.add(key, phrase)
    return _write(AskingPhrase, batch, {one.department.district_id for one in batch.new.values()})


@transaction.atomic
def load_vocabulary(rows):
    """Add words from rows of ``read_table``, and give known ones the row's values (a Report).

    If any row is rejected nothing is written.
    """
    known = {(one.word, one.term): one for one in VocabularyWord.objects.all()}
    batch = _Batch()
    for line, row in rows:
        word = VocabularyWord(**{name: row[name] for name in ("word", "term")} | _given(row))
        key = word.word, word.term
        if reason := fault(word, exclude=["id"]):
            batch.reject(line, reason)
        elif word.word == word.term:
            batch.reject(line, "俗称和规范用语相同")
        elif key not in known:
            batch.add(key, word)
        elif _same(word, known[key]):
            batch.report.unchanged += 1
        else:
            word.pk = known[key].pk
            batch.changed.append(word)
    return _write(VocabularyWord, batch, {None})


def _given(row):
    return {name: row[name] for name in _OTHER_COLUMNS if row.get(name)}


def _same(word, other):
    return all(getattr(word, name) == getattr(other, name) for name in _OTHER_COLUMNS)


def _write(model, batch, districts):
    """Write a batch, and that it was loaded for these districts (primary keys; None: all)."""
    report = batch.report
    if not report.rejected:
        for district in districts:
            Loading.objects.get_or_create(district_id=district)
        if batch.new:
            model.objects.bulk_create(batch.new.values(), batch_size=1000)
        if batch.changed:
            model.objects.bulk_update(batch.changed, _OTHER_COLUMNS, batch_size=1000)
        report.added, report.changed = len(batch.new), len(batch.changed)
    return report
