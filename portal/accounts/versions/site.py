from django.contrib.admin import AdminSite, ModelAdmin
from django.core.exceptions import ImproperlyConfigured

from .deletion import delete_selected
from .pages import VersionedPages


class VersionedSite(AdminSite):
    """The admin, where nobody overwrites unseen what another saved meanwhile.

    Whatever is registered, a library's pages too, gets the forms of ``pages``.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._actions["delete_selected"] = self._global_actions["delete_selected"] = delete_selected

    def register(self, model_or_iterable, admin_class=None, **options):
        given = admin_class or ModelAdmin
        if given.list_editable:
            raise ImproperlyConfigured(
                f"{given.__name__}.list_editable：列表里的表单不带版本，后保存的会盖掉先保存的。"
            )
        named = {"__module__": given.__module__, "__doc__": given.__doc__}
        versioned = type(given.__name__, (VersionedPages, given), named)
        super().register(model_or_iterable, versioned, **options)
