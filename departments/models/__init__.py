from .districts import Department, DepartmentName, District, FormerSlug
from .editions import Annex, Edition, Maintenance, SectionHeading, SourceDocument
from .entries import CodeSeries, EntryRow, ListEntry, rows_of, section_models, shortened
from .origins import Origin
from .proofs import Proof

__all__ = [
    "Annex",
    "CodeSeries",
    "Department",
    "DepartmentName",
    "District",
    "Edition",
    "EntryRow",
    "FormerSlug",
    "ListEntry",
    "Origin",
    "Maintenance",
    "Proof",
    "SectionHeading",
    "SourceDocument",
    "rows_of",
    "section_models",
    "shortened",
]
