"""What those who ask may call the departments of a district.

Whom a list means by a name that it prints is said in one place, ``boundaries.directory.bodies``: the
vocabulary knows where a citizen goes with 物价局, not whom the list names.
"""

from collections import defaultdict

from boundaries.directory.names import local_names, official_names

from ..models import VocabularyWord

#: Kinds of vocabulary whose term may be the name of a department.
NAMING_KINDS = (
    VocabularyWord.Kind.BODY,
    VocabularyWord.Kind.FORMER,
    VocabularyWord.Kind.ABBREVIATION,
)


def names_by_slug(departments, district_name, naming_words):
    """What each department may be called, its own names first (dict of slug to tuple of str).

    ``naming_words`` are (word, term): a word whose term is a name of a department is a name of it
    too.
    """
    own = [
        (name, department.slug)
        for department, names in official_names(departments)
        for printed in names
        for name in local_names(printed, district_name)
    ]
    bearers = defaultdict(list)
    for name, slug in own:
        bearers[name].append(slug)
    borrowed = (
        (word, slug)
        for word, term in naming_words
        if len(word) > 1
        for slug in bearers.get(term, ())
    )
    found = defaultdict(dict)
    for name, slug in (*own, *borrowed):
        found[slug][name] = None
    return {slug: tuple(names) for slug, names in found.items()}
