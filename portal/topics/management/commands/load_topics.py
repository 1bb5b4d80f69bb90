from departments.management.loading import LoadCommand
from portal.topics.loading import COLUMNS, load_topics
from portal.topics.models import Topic


class Command(LoadCommand):
    help = "从 CSV 文件录入生活领域和其下的条目；已有的照文件更新。有一行不合格就全部不录。"
    columns = COLUMNS

    def was_written(self, **options):
        return Topic.objects.exists()

    def load(self, rows, **options):
        return load_topics(rows)
