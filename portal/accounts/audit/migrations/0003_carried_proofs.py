import hashlib
import json
from datetime import UTC

from django.db import migrations, models
from django.utils import timezone

#: What the digest of an event covered when this was written.
COVERED = (
    *("kind", "at", "user_id", "user_name", "address", "subject", "subject_name", "text"),
    *("before", "after", "previous_digest"),
)


def note(apps, schema_editor):
    """Note once which proofs were carried over, and which maintenances there had been by then."""
    Event, Head = apps.get_model("audit", "Event"), apps.get_model("audit", "Head")
    proofs = apps.get_model("departments", "Proof").objects.filter(kind="carried")
    maintenances = apps.get_model("departments", "Maintenance").objects.exclude(closed_at=None)
    carried = list(proofs.order_by("pk").values_list("digest", flat=True))
    done = list(maintenances.order_by("pk").values_list("pk", flat=True))
    if not carried and not done:
        return
    head, _ = Head.objects.get_or_create(pk=1)
    event = Event(
        kind="publication",
        at=timezone.now(),
        subject="departments.proof:carried",
        subject_name="公布凭据",
        text=f"升级前公布的 {len(carried)} 版清单沿用，此前的数据维护 {len(done)} 次",
        after={"沿用的凭据": carried, "此前的数据维护": done},
        previous_digest=head.digest,
    )
    event.digest = _digest(event)
    event.save()
    head.length, head.digest = head.length + 1, event.digest
    head.save()


def _digest(event):
    values = {name: getattr(event, name) for name in COVERED}
    values["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_search_and_export"), ("departments", "0005_proofs")]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("sign_in", "登录"),
                    ("sign_in_failed", "登录失败"),
                    ("locked", "登录锁定"),
                    ("sign_out", "退出"),
                    ("account", "账号安全"),
                    ("refused", "被拒绝"),
                    ("write", "写入"),
                    ("decision", "审查意见"),
                    ("publication", "公布与维护"),
                    ("download", "下载"),
                    ("command", "运行命令"),
                ],
                max_length=16,
                verbose_name="类别",
            ),
        ),
        migrations.RunPython(note),
    ]
