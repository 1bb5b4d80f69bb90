from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm

from departments.admin.exports import RefusingExport
from departments.sheets.spreadsheets import CSV


class TableAdmin(RefusingExport, ImportExportMixin):
    """CSV in, with a preview before anything is written, and CSV out."""

    import_formats = [CSV]
    export_formats = [CSV]
    export_form_class = ExportForm
    to_encoding = "utf-8-sig"  # without its mark spreadsheets take UTF-8 for GBK

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_export_filename(self, request, queryset, file_format):
        return f"{self.opts.verbose_name}.{file_format.get_extension()}"
