"""The clerk's pages: districts, departments and their editions; the sections build on ``entries``."""

from .districts import DepartmentAdmin, DistrictAdmin
from .editions import EditionAdmin, MaintenanceAdmin, SourceDocumentAdmin
from .entries import EntryAdmin, RowInline

__all__ = [
    "DepartmentAdmin",
    "DistrictAdmin",
    "EditionAdmin",
    "EntryAdmin",
    "MaintenanceAdmin",
    "RowInline",
    "SourceDocumentAdmin",
]
