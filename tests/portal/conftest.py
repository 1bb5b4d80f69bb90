import pytest
from django.test.utils import override_script_prefix


@pytest.fixture
def beneath_another_site(settings):
    """The site stands beneath ``/qzqd/``, as with the setting SITE_PATH."""
    settings.FORCE_SCRIPT_NAME = "/qzqd"
    with override_script_prefix("/qzqd/"):
        yield
