from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpResponseRedirect
from django.urls import reverse


class RefusingExport:
    """Stands before a mixin of import-export: filters that cannot be read are refused in words."""

    def export_action(self, request):
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:
            text = "网址中的筛选条件无法识别，没有导出。请在列表中重新筛选后再导出。"
            self.message_user(request, text, messages.ERROR)
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return HttpResponseRedirect(reverse(name))
