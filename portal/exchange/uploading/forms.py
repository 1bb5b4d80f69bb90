from django import forms


class UploadForm(forms.Form):
    """Whose list it is, and the document."""

    department = forms.ModelChoiceField(
        None,
        label="部门",
        error_messages={"required": "请选择部门。", "invalid_choice": "请选择部门。"},
    )
    file = forms.FileField(
        label="文件",
        help_text="Word 文件（.docx）或者从 Word 另存的纯文本（.txt），只含一份清单，不超过 10 MB。",
        error_messages={"required": "请选择文件。", "empty": "文件是空的。"},
        widget=forms.FileInput({"accept": ".docx,.txt"}),
    )

    def __init__(self, departments, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["department"].queryset = departments
        self.fields["department"].empty_label = None
