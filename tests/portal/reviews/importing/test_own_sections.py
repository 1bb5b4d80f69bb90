"""One section is read from a file of the whole list."""

from departments.models import declared_sections
from portal.exchange.writers.csv import to_csv
from portal.exchange.writers.xlsx import to_xlsx
from tests.portal.reviews.importing.files import try_out

#: The sections that every list has.
ALWAYS = [section.key for section in declared_sections() if section.always]


def test_one_section_is_found_in_a_file_of_the_whole_list(review, adjustment, subtests):
    for content in (to_csv([review.edition]), to_xlsx([review.edition])):
        for key in ALWAYS:
            with subtests.test(key):
                trial = try_out(review, adjustment, content, key, removes=True)
                assert trial.comparison.is_empty
                assert [group.key for group in trial.comparison.groups] == [key]
