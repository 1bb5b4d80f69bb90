"""The sections as the API serves them: which filters they take, what their records hold."""

from dataclasses import dataclass

from departments.models import ListEntry, section_models
from departments.pages.filters import filterset_of

from .records.entries import standing_entry


@dataclass(frozen=True)
class Section:
    """A section of all lists."""

    model: type[ListEntry]

    @property
    def key(self):
        return self.model.section_key

    @property
    def name(self):
        """What an entry of it is called, e.g. 管理事项."""
        return self.model.section.entry_label

    @property
    def filterset(self):
        return filterset_of(self.model)

    @property
    def record(self):
        return standing_entry(self.model)


SECTIONS = tuple(map(Section, section_models()))
