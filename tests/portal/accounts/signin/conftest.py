import pytest
from django.core.cache import cache

from tests import cast
from tests.signing_in import with_password


@pytest.fixture(autouse=True)
def nothing_counted():
    """No test is held up by what earlier ones tried, or may not use a code that they used."""
    cache.clear()


@pytest.fixture
def reviewer(db):
    return with_password(cast.make_reviewer("法制办"))
