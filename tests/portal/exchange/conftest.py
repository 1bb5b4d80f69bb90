"""The district's lists, to be written into files and imported."""

import pytest

from tests.portal.exchange.documents import lists_of_the_document


@pytest.fixture(scope="session")
def lists():
    return lists_of_the_document()


@pytest.fixture
def write(tmp_path):
    """Write texts one after another into a file (returns its Path)."""

    def write(*texts, name="lists.txt", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes("\n".join(texts).encode(encoding))
        return path

    return write


@pytest.fixture
def three_lists(lists, write):
    return write(*lists[:3])
