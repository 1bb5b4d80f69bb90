"""The clerk's pages: districts, departments and their editions; a section registers its own."""

from .districts import DepartmentAdmin, DistrictAdmin
from .editions import EditionAdmin, MaintenanceAdmin, SourceDocumentAdmin
from .entries import register_section

__all__ = [
    "DepartmentAdmin",
    "DistrictAdmin",
    "EditionAdmin",
    "MaintenanceAdmin",
    "SourceDocumentAdmin",
    "register_section",
]
