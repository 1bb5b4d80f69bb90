"""The four sections as the API serves them: which filters they take, what their records hold."""

from dataclasses import dataclass

from rest_framework.serializers import Serializer

from boundaries.filters import BoundaryMatterFilterSet
from departments.filters import EntryFilterSet
from duties.filters import DutyFilterSet
from services.filters import ServiceFilterSet
from supervision.filters import RegimeFilterSet

from .records.entries import BoundaryMatterEntry, DutyEntry, RegimeEntry, ServiceEntry


@dataclass(frozen=True)
class Section:
    """One of the four sections of all lists."""

    filterset: type[EntryFilterSet]
    record: type[Serializer]

    @property
    def model(self):
        return self.filterset._meta.model

    @property
    def key(self):
        return self.model.section_key

    @property
    def name(self):
        """What an entry of it is called, e.g. 管理事项."""
        return self.model._meta.verbose_name


SECTIONS = (
    Section(DutyFilterSet, DutyEntry),
    Section(BoundaryMatterFilterSet, BoundaryMatterEntry),
    Section(RegimeFilterSet, RegimeEntry),
    Section(ServiceFilterSet, ServiceEntry),
)
