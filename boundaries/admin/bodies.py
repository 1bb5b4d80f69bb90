from collections import Counter

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from ..directory.unresolved import unresolved_names
from ..models import Body, BodyName


class BodyNameFormSet(BaseInlineFormSet):
    """The names of one body, which take its district: the form does not ask for it."""

    def clean(self):
        typed = [form.cleaned_data.get("name") for form in self.forms if form.is_valid()]
        names = Counter(filter(None, typed))
        others = BodyName.objects.exclude(body=self.instance.pk)
        taken = others.filter(district=self.instance.district_id, name__in=names)
        if repeated := [name for name, count in names.items() if count > 1]:
            raise ValidationError(f"“{'、'.join(repeated)}”写了两遍。")
        if wrong := [f"“{name}”已归入“{name.body}”" for name in taken.select_related("body")]:
            raise ValidationError(f"{'，'.join(wrong)}，一个写法只能指一个单位。")


class BodyNameInline(admin.TabularInline):
    model = BodyName
    formset = BodyNameFormSet
    fields = ["name"]
    extra = 0


@admin.register(Body)
class BodyAdmin(admin.ModelAdmin):
    list_display = ["__str__", "kind", "printed", "district"]
    list_filter = ["kind", "district"]
    list_select_related = ["district", "department"]
    search_fields = ["name", "names__name", "department__short_name"]
    autocomplete_fields = ["department"]
    fields = ["district", "kind", "department", "name", "slug", "note"]
    inlines = [BodyNameInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("names")

    def save_formset(self, request, form, formset, change):
        """A name belongs to the district of its body."""
        for name in formset.save(commit=False):
            name.district = form.instance.district
            name.save()
        for name in formset.deleted_objects:
            name.delete()

    @admin.display(description="清单中的写法")
    def printed(self, body):
        return "、".join(name.name for name in body.names.all())


@admin.register(BodyName)
class BodyNameAdmin(admin.ModelAdmin):
    """The names that lists print. Above them stand those that nothing explains yet."""

    change_list_template = "boundaries/admin/names.html"
    list_display = ["name", "body", "district"]
    list_filter = ["district"]
    list_select_related = ["body__department", "district"]
    search_fields = ["name", "body__name", "body__department__short_name"]
    autocomplete_fields = ["body"]
    fields = ["district", "name", "body"]

    def changelist_view(self, request, extra_context=None):
        work = {"unresolved": unresolved_names()}
        return super().changelist_view(request, work | (extra_context or {}))
