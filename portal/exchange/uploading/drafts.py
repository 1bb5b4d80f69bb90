"""The draft of one department made from an uploaded document."""

from django.db import transaction

from ..importer import find_department, import_lists
from ..readers import UnreadableDocument
from .reading import read_upload


def draft_from_upload(department, name, content):
    """Write the list of a department in a document into a draft (an Outcome of the import).

    Where an edition or a draft says the same already, none is made. Raises UnreadableDocument,
    with nothing written.
    """
    document, mark = read_upload(content)
    if not document.lists:
        raise UnreadableDocument("文件里没有找到清单，请核对是否选错。")
    if len(document.lists) > 1:
        raise UnreadableDocument(f"文件里有 {len(document.lists)} 份清单，请只留本部门的一份。")
    if document.characters_lost:
        raise UnreadableDocument(
            f"有 {document.characters_lost} 个字不知道属于哪一部分，没有写入。请核对文件的格式。"
        )
    (read,) = document.lists
    with transaction.atomic():
        found = find_department(read, department.district)
        if found != department:
            raise UnreadableDocument(f"这是“{read.name}”的清单，不是“{department.name}”的。")
        (outcome,) = import_lists(document, name, department.district, mark=mark)
    return outcome
