import pytest

from tests.portal.reviews.importing.files import opened


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    """Uploads of a test lie in a directory of its own."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def adjustment(review):
    """A draft with D-0001 (负责第 1 类社会救助, one row) and one entry in each other section."""
    return opened(review)
