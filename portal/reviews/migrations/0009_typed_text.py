import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.urls import get_script_prefix


def find_addresses(apps, schema_editor):
    """Give each form that somebody had open the address at which it is found."""
    for form in apps.get_model("reviews", "HeldForm").objects.all():
        form.part, place = _place(form)
        base = f"{get_script_prefix()}admin/reviews/adjustment/{form.adjustment_id}/"
        form.address, form.page = base + place, "before"
        form.typed_at = form.alive_at
        if form.typed is not None:
            form.typed["seen"] = [form.seen]
        form.save()


def _place(form):
    if not form.section:
        return "application", "application/"
    if form.section == "annexes":
        return "prose", "prose/"
    if not form.code:
        return "entry_add", f"{form.section}/add/"
    return "entry", f"{form.section}/{form.code}/"


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0008_cancelled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("openform", "open_form_once"),
        migrations.RenameModel("OpenForm", "HeldForm"),
        migrations.AlterModelOptions(
            "heldform",
            {
                "ordering": ["-typed_at", "-pk"],
                "verbose_name": "未保存的填写",
                "verbose_name_plural": "未保存的填写",
            },
        ),
        migrations.AddField(
            "heldform",
            "address",
            models.CharField(default="", max_length=300, verbose_name="表单地址"),
            preserve_default=False,
        ),
        migrations.AddField(
            "heldform",
            "page",
            models.CharField(default="", max_length=40, verbose_name="窗口"),
            preserve_default=False,
        ),
        migrations.AddField(
            "heldform", "part", models.CharField(blank=True, max_length=20, verbose_name="表单")
        ),
        migrations.AddField(
            "heldform",
            "typed_at",
            models.DateTimeField(default=django.utils.timezone.now, verbose_name="填写时间"),
        ),
        migrations.AddField(
            "heldform",
            "sent_to",
            models.CharField(blank=True, max_length=300, verbose_name="提交到"),
        ),
        migrations.AlterField(
            "heldform",
            "adjustment",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="held_forms",
                to="reviews.adjustment",
                verbose_name="调整",
            ),
        ),
        migrations.AlterField(
            "heldform",
            "alive_at",
            models.DateTimeField(blank=True, null=True, verbose_name="最近活动"),
        ),
        migrations.RunPython(find_addresses, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField("heldform", "seen"),
        migrations.RemoveField("heldform", "opened_at"),
        migrations.AddConstraint(
            "heldform",
            models.UniqueConstraint(fields=("user", "address", "page"), name="held_form_once"),
        ),
    ]
