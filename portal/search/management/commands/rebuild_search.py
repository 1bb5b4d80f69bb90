from time import perf_counter

from django.core.management.base import BaseCommand

from departments.management.districts import named_district
from departments.models import District
from portal.exchange.commands.progress import Progress
from portal.search.engine.index import DistrictIndex
from portal.search.indexing.lexicon import read_lexicon
from portal.search.indexing.sources import read_source
from portal.search.indexing.token_cache import Shelf


class Command(BaseCommand):
    help = "重建检索索引：算好并存下各条目的读音等，供各进程装载；没有变动的条目沿用已有的。"

    def add_arguments(self, parser):
        parser.add_argument("--district", metavar="CODE", help="只重建这个区县的")
        parser.add_argument("--anew", action="store_true", help="不沿用已有的，全部重算")

    def handle(self, *, district, anew, **options):
        one = named_district(district)
        districts = [one] if one else list(District.objects.all())
        progress, lexicon = Progress(self.stderr, len(districts)), read_lexicon()
        for each in districts:
            line = rebuild(each, lexicon, anew)
            progress.step(each.name)
            if len(districts) == 1 or not progress.shown:
                self.stdout.write(line)
        progress.done()
        if progress.shown and len(districts) > 1:
            self.stdout.write(f"已重建 {len(districts)} 个区县的检索索引。")


def rebuild(district, lexicon, anew):
    """Build a district's index as a worker will, keeping what it needs (returns a line of text)."""
    begun = perf_counter()
    if anew:
        Shelf.clear(district)
    shelf = Shelf(district)
    source = read_source(district, lexicon.naming_words)
    DistrictIndex(source.entries, source.bodies, shelf.sounds(source.entries))
    shelf.keep()
    return (
        f"{district.code} {district}：{len(source.entries)} 个条目，"
        f"新算 {shelf.made} 个，沿用 {shelf.reused} 个，{perf_counter() - begun:.1f} 秒"
    )
