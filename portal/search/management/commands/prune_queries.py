from django.conf import settings
from django.core.management.base import BaseCommand

from portal.search.log.querylog import prune


class Command(BaseCommand):
    help = "删除超过保留天数（SEARCH_LOG_DAYS）的检索记录。"

    def handle(self, **options):
        count = prune()
        self.stdout.write(f"保留 {settings.SEARCH_LOG_DAYS} 天，删除了 {count} 条检索记录。")
