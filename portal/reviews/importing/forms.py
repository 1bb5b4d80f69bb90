from django import forms

from .files import LARGEST


class UploadForm(forms.Form):
    """A file, and what is to become of the entries that it does not have."""

    file = forms.FileField(
        label="文件",
        help_text=f"CSV 或者 XLSX，不超过 {LARGEST // 1024 // 1024} MB。",
        error_messages={
            "required": "请选择文件。",
            "missing": "请选择文件。",
            "empty": "文件是空的，请重新导出。",
        },
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
    )
    removes = forms.BooleanField(label="删去文件中没有的条目", required=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            limit = LARGEST // 1024 // 1024
            raise forms.ValidationError(f"文件超过 {limit} MB 的上限，请核对是否选错。")
        return file


class ConfirmForm(forms.Form):
    """What the person saw when they confirmed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
