"""Everything that the site says of a list with added columns; run within a copy of the product.

``python -m tests.added_outputs DOCUMENT RESULT.json`` in the copy, whose migrations are made: imports
and publishes the document, changes it by the workbench's spreadsheets, and writes down each output
as text: {output: text}, or {output: {"section.field": text}} where there is one for each column.
"""

import json
import re
import sys
import traceback
from io import BytesIO, StringIO
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402
from docx import Document  # noqa: E402
from openpyxl import load_workbook  # noqa: E402

import departments  # noqa: E402
from departments.models import Edition, rows_of, section_models  # noqa: E402
from departments.publishing.digests import document_digest, edition_document  # noqa: E402
from portal.reviews.importing.exports import export_draft  # noqa: E402
from portal.reviews.importing.sections import WHOLE  # noqa: E402
from portal.reviews.models import Cause, Kind  # noqa: E402
from portal.reviews.workflow import actions  # noqa: E402
from tests import cast  # noqa: E402
from tests.adding import ADDED  # noqa: E402
from tests.factories import FIRST_DAY, publish  # noqa: E402
from tests.portal.reviews.importing.files import imported  # noqa: E402
from tests.reviewing import NUMBER, SAID, Review, fresh  # noqa: E402

MODELS = {model.section_key: model for model in section_models()}


def command(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def import_document(path):
    """Import the document (returns its two editions); what it cannot carry is written beside it."""
    command("import_lists", str(path), "--district", "430408")
    draft, before = Edition.objects.order_by("department__order")
    for added in ADDED:
        if not added.printed:
            _records(draft, added).update(**{added.field: added.value})
    return publish(draft, FIRST_DAY), publish(before, FIRST_DAY)


def _records(edition, added):
    model = MODELS[added.section]
    if not added.of_rows:
        return model.objects.filter(edition=edition)
    rows = rows_of(model)
    return rows.related_model.objects.filter(**{f"{rows.field.name}__edition": edition})


def in_force(client, edition):
    """What the public gets (dict)."""
    slug = edition.department.slug
    said = {
        "list JSON": f"/departments/{slug}/list.json",
        "list page": f"/departments/{slug}/",
        "edition page": f"/departments/{slug}/editions/1/",
        "CSV": f"/data/departments/{slug}.csv",
        "CSV of the district": "/data/430408.csv",
        "JSON-LD": f"/data/departments/{slug}.jsonld",
        "API list": f"/api/v1/departments/{slug}/list",
        "OpenAPI": "/api/v1/openapi.json",
        "data dictionary": "/data/dictionary/",
    }
    said = {output: text_of(client.get(address)) for output, address in said.items()}
    said["XLSX"] = xlsx_text(body_of(client.get(f"/data/departments/{slug}.xlsx")))
    said["DOCX"] = docx_text(body_of(client.get(f"/data/departments/{slug}.docx")))
    said["record"] = json.dumps(edition_document(edition), ensure_ascii=False)
    each = {
        "entry page": "/departments/{slug}/{section}/{code}/",
        "API entry": "/api/v1/{section}/{slug}/{code}",
        "section index": "/{section}/?q={value}",
        "API search in a section": "/api/v1/{section}?q={value}",
        "feed": "/{section}/feed/?q={value}",
        "search page": "/search/?q={value}",
    }
    for output, address in each.items():
        said[output] = {
            str(added): text_of(client.get(address.format(slug=slug, **facts_of(added))))
            for added in ADDED
        }
    said["ask"] = {str(added): best_entry(added.value) for added in ADDED}
    return said


def best_entry(question):
    """What the search says of the entry that it finds first (str)."""
    entries = json.loads(command("ask", question, "--json"))["entries"]
    return json.dumps(entries[:1], ensure_ascii=False)


def without(client, edition):
    """What the public gets of a list that says nothing in the columns (dict)."""
    slug = edition.department.slug
    addresses = [f"/departments/{slug}/", f"/departments/{slug}/list.json"]
    addresses += [f"/departments/{slug}/duties/D-0001/", f"/departments/{slug}/supervision/S-0001/"]
    addresses += [f"/data/departments/{slug}.jsonld"]
    said = {address: text_of(client.get(address)) for address in addresses}
    return said | {"DOCX": docx_text(body_of(client.get(f"/data/departments/{slug}.docx")))}


def facts_of(added):
    return {"section": added.section, "value": added.value, "code": added.code}


def body_of(response):
    assert response.status_code == 200, (response.request["PATH_INFO"], response.status_code)
    return response.getvalue()


def text_of(response):
    text = body_of(response).decode("utf-8-sig")
    is_json = "json" in response["Content-Type"]
    return json.dumps(json.loads(text), ensure_ascii=False) if is_json else text


def plain(page):
    """A page without its marks: what is struck out and what is new stand side by side."""
    return re.sub(r"<[^>]*>", "", page)


def xlsx_text(content):
    book = load_workbook(BytesIO(content))
    return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell)


def docx_text(content):
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def in_drafts(edition, said):
    """Note what editors and reviewers get, until the next edition is published."""
    review = Review.__new__(Review)
    review.department = edition.department
    review.take_part()
    adjustment = actions.open_adjustment(
        review.editor, review.department, Kind.CHANGE, Cause.ELEMENT
    )
    draft, desk = adjustment.draft, f"/admin/reviews/adjustment/{adjustment.pk}"
    admin, editor = cast.signed_in(cast.make_administrator()), cast.signed_in(review.editor)
    said |= {"admin form": {}, "workbench form": {}, "spreadsheet door": {}}
    for added in ADDED:
        facts, model = facts_of(added), MODELS[added.section]
        entry = model.objects.get(edition=draft, code=facts["code"])
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/{entry.pk}/change/"
        said["admin form"][str(added)] = text_of(admin.get(address))
        form = f"{desk}/{added.section}/{facts['code']}/"
        said["workbench form"][str(added)] = text_of(editor.get(form))
    for section in MODELS:
        sheet = export_draft(draft, section, "csv")
        said["spreadsheet door"] |= {
            str(one): sheet.decode("utf-8-sig") for one in ADDED if one.section == section
        }
        assert imported(review, adjustment, sheet, section, removes=True).comparison.is_empty
        for one in ADDED:
            sheet = sheet.replace(one.value.encode(), one.changed.encode())
        imported(review, adjustment, sheet, section, removes=True)
    workbook = export_draft(draft, WHOLE, "xlsx")
    assert imported(review, adjustment, workbook, WHOLE, removes=True).comparison.is_empty
    said["whole workbook"] = xlsx_text(workbook)
    said["draft after the spreadsheet"] = json.dumps(edition_document(draft), ensure_ascii=False)
    said["workbench preview"] = text_of(editor.get(f"{desk}/preview/"))
    said["dossier"] = plain(text_of(editor.get(f"/review/{adjustment.pk}/")))
    publish_reviewed(review, fresh(adjustment))
    opinion = cast.signed_in(review.publisher).get(f"/review/{adjustment.pk}/opinion/")
    said["opinion"] = plain(text_of(opinion))


def publish_reviewed(review, adjustment):
    actions.describe(review.editor, adjustment, adjustment.version, **SAID)
    actions.submit(review.editor, adjustment, fresh(adjustment).version)
    while stage := fresh(adjustment).open_stage():
        (judge,) = (
            one for one in review.judges if one.memberships.filter(office=stage.office).exists()
        )
        actions.approve(judge, adjustment, fresh(adjustment).version)
    approved = fresh(adjustment)
    actions.publish(review.publisher, [(approved, approved.version)], timezone.localdate(), NUMBER)


def digest_without(document, added):
    """The digest of a document that does not say what a column says (str)."""
    text = json.dumps(document, ensure_ascii=False).replace(added.value, "")
    return document_digest(json.loads(text))


def main(document, result):
    assert Path(departments.__file__).is_relative_to(Path.cwd())
    setup_test_environment()
    client, (edition, before) = Client(), import_document(document)
    said = in_force(client, edition) | {"without": without(client, before)}
    whole = edition_document(edition)
    said["digest"] = {
        str(one): one.value if digest_without(whole, one) != edition.digest else "" for one in ADDED
    }
    try:
        in_drafts(edition, said)
        comparison = f"/departments/{edition.department.slug}/compare/1/2/"
        said["comparison"] = plain(text_of(client.get(comparison)))
        command("verify_editions")
    except Exception:
        # What is missing then is told output by output.
        said["stopped"] = traceback.format_exc()
    Path(result).write_text(json.dumps(said, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
