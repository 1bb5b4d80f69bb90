from departments.management.loading import LoadCommand
from portal.search.management.loading import VOCABULARY_COLUMNS, load_vocabulary
from portal.search.models import Loading, VocabularyWord


class Command(LoadCommand):
    help = "从 CSV 文件录入俗称词汇；已有的词照文件更新。有一行不合格就全部不录。"
    columns = VOCABULARY_COLUMNS

    def was_written(self, **options):
        loaded = Loading.objects.filter(district=None)
        return loaded.exists() or VocabularyWord.objects.exists()

    def load(self, rows, **options):
        return load_vocabulary(rows)
