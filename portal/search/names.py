"""What the bodies of a district are called, and which of them a printed name means."""

from collections import defaultdict
from dataclasses import dataclass

from boundaries.names import local_names, official_names

from .models import VocabularyWord

#: Kinds of vocabulary whose term may be the name of a body.
NAMING_KINDS = (
    VocabularyWord.Kind.BODY,
    VocabularyWord.Kind.FORMER,
    VocabularyWord.Kind.ABBREVIATION,
)


@dataclass(frozen=True)
class Naming:
    """A name and the slug of the department that it means, with how surely (0 to 1)."""

    name: str
    slug: str
    weight: float = 1.0


def namings(departments, district_name, naming_words):
    """All names of a district's departments (list of Naming), their own ones first.

    ``naming_words`` are (word, term, weight): a word whose term is a name of a department is a
    name of it too.
    """
    own = [
        Naming(name, department.slug)
        for department, names in official_names(departments)
        for printed in names
        for name in local_names(printed, district_name)
    ]
    bearers = defaultdict(list)
    for naming in own:
        bearers[naming.name].append(naming.slug)
    borrowed = [
        Naming(word, slug, weight)
        for word, term, weight in naming_words
        if len(word) > 1
        for slug in bearers.get(term, ())
    ]
    return own + borrowed


def names_by_slug(all_namings):
    """Each department's names without repetition (dict of slug to tuple of str)."""
    names = defaultdict(dict)
    for naming in all_namings:
        names[naming.slug][naming.name] = None
    return {slug: tuple(found) for slug, found in names.items()}


class Directory:
    """Looks up which department a printed name means."""

    def __init__(self, all_namings):
        self._slugs = {}
        for naming in sorted(all_namings, key=lambda one: -one.weight):
            self._slugs.setdefault(naming.name, naming.slug)
        self._names = sorted(self._slugs, key=len, reverse=True)

    def department(self, printed):
        """The slug of the department that a printed name means, None for bodies outside."""
        plain = "".join(printed.split())
        return next((self._slugs[name] for name in self._names if name in plain), None)
