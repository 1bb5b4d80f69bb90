"""What an entry sounds like: the part of an index that takes long to make, so it is kept."""

from dataclasses import dataclass

from .pinyin import pairs, spell
from .text import fold


@dataclass(frozen=True)
class Sounds:
    """The syllables of an entry's title and text and of each of its phrases, as ``spell`` gives."""

    wording: str
    phrases: tuple[str, ...] = ()

    @property
    def pairs(self):
        """All pairs of neighbouring syllables (list of str)."""
        return [pair for spelled in (*self.phrases, self.wording) for pair in pairs(spelled)]


def sounds_of(entry):
    """The Sounds of an EntryText."""
    wording = spell(fold(f"{entry.title}\n{entry.text}"))
    return Sounds(wording, tuple(spell(fold(phrase)) for phrase in entry.phrases))
