from .cancellations import Cancellation
from .districts import Department, DepartmentName, District, FormerSlug
from .editions import Annex, Edition, Maintenance, Note, SectionHeading, SourceDocument
from .entries import (
    CodeSeries,
    EntryRow,
    ListEntry,
    beside_models,
    declared_sections,
    rows_of,
    section_models,
    shortened,
)
from .errata import Erratum
from .origins import Origin
from .proofs import Proof
from .versions import DistrictVersion

__all__ = [
    "Annex",
    "Cancellation",
    "CodeSeries",
    "Department",
    "DepartmentName",
    "District",
    "DistrictVersion",
    "Edition",
    "EntryRow",
    "Erratum",
    "FormerSlug",
    "ListEntry",
    "Origin",
    "Maintenance",
    "Note",
    "Proof",
    "SectionHeading",
    "SourceDocument",
    "beside_models",
    "declared_sections",
    "rows_of",
    "section_models",
    "shortened",
]
