"""``ask``, ``load_phrases``, ``load_vocabulary``, ``rebuild_search``."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from portal.search import districts
from portal.search.models import AskingPhrase, IndexedEntry, VocabularyWord
from tests.factories import make_department, make_district, make_edition
from tests.searching import make_lists, make_phrase, make_word

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def lists():
    return make_lists()


@pytest.fixture
def table(tmp_path):
    """A CSV file of some lines, or of some bytes."""

    def write(*lines):
        path = tmp_path / "table.csv"
        content = "\r\n".join(lines).encode() if isinstance(lines[0], str) else lines[0]
        path.write_bytes(content)
        return str(path)

    return write


class TestAsk:
    def test_json_has_the_shape_of_the_design(self, lists):
        make_phrase(lists[0])
        make_word()
        found = json.loads(run("ask", "家里揭不开锅怎么办", "--json"))
        assert list(found) == [
            *("query", "understood", "answer", "departments", "entries", "took_ms"),
        ]
        assert found["query"] == "家里揭不开锅怎么办"
        assert "最低生活保障" in found["understood"]
        assert found["answer"] in ("clear", "candidates")
        best = found["departments"][0]
        assert list(best) == ["slug", "order", "name", "score", "role", "why"]
        assert (best["slug"], best["order"], best["role"]) == ("minzheng", 1, None)
        assert best["name"] == "衡阳市蒸湘区民政局"
        assert "常见问法“家里揭不开锅找谁”" in best["why"]
        entry = found["entries"][0]
        assert list(entry) == [
            *("code", "section", "department", "title", "snippet", "url", "source_lines", "score"),
        ]
        assert entry["url"] == "/departments/minzheng/duties/D-0001/"
        assert entry["source_lines"] is None
        assert found["took_ms"] > 0

    def test_who_leads_is_said(self, lists):
        out = run("ask", "养老机构归哪个部门牵头管理")
        assert "衡阳市蒸湘区民政局（牵头）" in out
        assert "minzheng B-0001 社会养老服务体系建设" in out

    def test_what_nothing_handles_is_said_to_be_so(self, lists):
        assert "没有找到这件事" in run("ask", "飞机火箭")

    @pytest.mark.parametrize(
        "question",
        [
            "",
            " ",
            "？！。，",
            "\x00\x07",
            "\ud800",
            "低" * 10_000,
            "😀",
            "'; DROP TABLE --",
            "<b>([",
        ],
    )
    def test_any_question_gets_an_answer(self, lists, question):
        assert json.loads(run("ask", question, "--json"))["query"] is not None

    @pytest.mark.parametrize("limit", ["0", "101", "-1"])
    def test_a_limit_out_of_range_is_refused(self, lists, limit):
        with pytest.raises(CommandError, match="1 到 100"):
            run("ask", "低保", "--limit", limit)

    def test_the_limit_holds(self, lists):
        assert len(json.loads(run("ask", "负责", "--json", limit=1))["entries"]) == 1

    def test_the_district_is_the_one_that_pages_choose(self, lists, settings):
        elsewhere = make_lists_elsewhere()
        assert "蒸湘区民政局" in run("ask", "低保")
        make_edition(elsewhere)
        districts.forget()
        assert "蒸湘区民政局" not in run("ask", "低保")
        with pytest.raises(CommandError, match="没有代码为“430499”的区县"):
            run("ask", "低保", district="430499")
        assert "蒸湘区民政局" in run("ask", "低保", district="430408")
        settings.SEARCH_DISTRICT = "430408"
        assert "蒸湘区民政局" in run("ask", "低保")

    def test_without_districts_it_says_so(self):
        with pytest.raises(CommandError, match="还没有任何区县"):
            run("ask", "低保")


def make_lists_elsewhere():
    district = make_district("430407", "石鼓区")
    return make_department("shigu", "民政局", district=district)


HEAD = "department,code,phrase"


class TestLoadPhrases:
    def test_added_once(self, lists, table):
        path = table("heading," + HEAD, "低保,minzheng,D-0001,揭不开锅", ",minzheng,D-0001,吃低保")
        assert "新增 2 条，更新 0 条，不变 0 条" in run("load_phrases", path)
        assert "新增 0 条，更新 0 条，不变 2 条" in run("load_phrases", path)
        assert set(AskingPhrase.objects.values_list("department__slug", "code", "text")) == {
            ("minzheng", "D-0001", "揭不开锅"),
            ("minzheng", "D-0001", "吃低保"),
        }

    def test_the_same_line_twice_counts_once(self, lists, table):
        path = table(HEAD, *["minzheng,D-0001,吃低保"] * 2)
        assert "新增 1 条，更新 0 条，不变 1 条" in run("load_phrases", path)

    def test_one_bad_row_and_nothing_is_written(self, lists, table):
        path = table(
            HEAD,
            "minzheng,D-0001,吃低保",
            "nobody,D-0001,问",
            "minzheng,D-0099,问",
            "minzheng,D-0001,",
            f"minzheng,D-0001,{'长' * 101}",
            "minzheng,D-0001,隐\u200b形",
            "minzheng,D-0001",
        )
        err = StringIO()
        with pytest.raises(CommandError, match="有 6 行不能录入，没有写入任何内容"):
            call_command("load_phrases", path, stderr=err)
        reasons = err.getvalue().splitlines()
        assert reasons[:2] == [
            "第 3 行：没有地址名为“nobody”的部门。",
            "第 4 行：民政局的清单里没有编码为 D-0099 的条目。",
        ]
        assert [reason.split("：")[0] for reason in reasons[2:]] == [
            *("第 5 行", "第 6 行", "第 7 行", "第 8 行"),
        ]
        assert not AskingPhrase.objects.exists()

    def test_only_the_district_given(self, lists, table):
        make_lists_elsewhere()
        path = table(HEAD, "minzheng,D-0001,吃低保")
        with pytest.raises(CommandError, match="1 行"):
            call_command("load_phrases", path, district="430407", stderr=StringIO())
        with pytest.raises(CommandError, match="没有代码为“430499”的区县"):
            run("load_phrases", path, district="430499")

    def test_once_leaves_later_edits_alone(self, lists, table):
        path = table(HEAD, "minzheng,D-0001,吃低保")
        run("load_phrases", path, once=True, district="430408")
        AskingPhrase.objects.all().delete()
        assert run("load_phrases", path, once=True, district="430408") == ""
        assert run("load_phrases", path, once=True) == ""
        assert not AskingPhrase.objects.exists()

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "第一行缺少列 department、code、phrase"),
            (b"department,code\n", "缺少列 phrase"),
            ("部门,编码\n".encode("gbk"), "不是 UTF-8 编码"),
            (b"department,code,phrase\na,b,c,d\n", "第 2 行有 4 格，表头只有 3 列"),
            (b'department,code,phrase\na,b,"c\n', "第 2 行不是合格的 CSV"),
            (b'department,code,phrase\na,b,"c"d\n', "第 2 行不是合格的 CSV"),
        ],
    )
    def test_a_file_that_cannot_be_read_is_explained(self, table, content, sentence):
        with pytest.raises(CommandError, match=sentence):
            run("load_phrases", table(content))

    def test_a_file_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(CommandError, match="读不了文件"):
            run("load_phrases", str(tmp_path / "none.csv"))
        with pytest.raises(CommandError, match="读不了文件"):
            run("load_phrases", str(tmp_path))

    def test_a_file_too_large_is_refused(self, table, monkeypatch):
        monkeypatch.setattr("departments.sheets.tables.LARGEST", 10)
        with pytest.raises(CommandError, match="过大"):
            run("load_phrases", table(HEAD))

    def test_the_mark_of_utf8_and_blank_lines_do_no_harm(self, lists, table):
        path = table(b"\xef\xbb\xbf" + f"{HEAD}\n\n minzheng , D-0001 , 吃低保 \n\n".encode())
        assert "新增 1 条" in run("load_phrases", path)

    def test_a_guarded_formula_is_taken_as_it_was(self, lists, table):
        run("load_phrases", table(HEAD, "minzheng,D-0001,'=低保+1", "minzheng,D-0001,''问"))
        assert set(AskingPhrase.objects.values_list("text", flat=True)) == {"=低保+1", "'问"}


WORDS = "word,term,kind,direction,weight,field,note"


class TestLoadVocabulary:
    def test_added_changed_unchanged(self, table):
        first = table(WORDS, "揭不开锅,社会救助,everyday,oneway,0.9,救助,", "低保,保障,,,1,,")
        assert "新增 2 条，更新 0 条，不变 0 条" in run("load_vocabulary", first)
        assert "新增 0 条，更新 0 条，不变 2 条" in run("load_vocabulary", first)
        second = table(WORDS, "揭不开锅,社会救助,everyday,both,0.9,救助,", "低保,保障,,,1,,")
        assert "新增 0 条，更新 1 条，不变 1 条" in run("load_vocabulary", second)
        assert VocabularyWord.objects.get(word="揭不开锅").direction == "both"

    @pytest.mark.parametrize(
        "row",
        [
            "低保,低保,everyday,oneway,1,,",
            ",低保,everyday,oneway,1,,",
            "吃低保,,everyday,oneway,1,,",
            "吃低保,低保,slang,oneway,1,,",
            "吃低保,低保,everyday,up,1,,",
            "吃低保,低保,everyday,oneway,0,,",
            "吃低保,低保,everyday,oneway,1.5,,",
            "吃低保,低保,everyday,oneway,很,,",
            f"{'吃' * 31},低保,everyday,oneway,1,,",
        ],
    )
    def test_a_bad_row_is_refused_with_its_line(self, table, row):
        err = StringIO()
        with pytest.raises(CommandError, match="有 1 行不能录入"):
            call_command("load_vocabulary", table(WORDS, "好,词,,,1,,", row), stderr=err)
        assert err.getvalue().startswith("第 3 行：")
        assert not VocabularyWord.objects.exists()

    def test_once_leaves_later_edits_alone(self, table):
        run("load_vocabulary", table(WORDS, "吃低保,低保,,,1,,"), once=True)
        VocabularyWord.objects.all().delete()
        assert run("load_vocabulary", table(WORDS, "低保,保障,,,1,,"), once=True) == ""
        assert not VocabularyWord.objects.exists()


class TestRebuildSearch:
    def test_each_district_and_what_was_reused(self, lists):
        make_lists_elsewhere()
        assert "430408 衡阳市蒸湘区：4 个条目，新算 4 个，沿用 0 个" in run("rebuild_search")
        assert "4 个条目，新算 0 个，沿用 4 个" in run("rebuild_search", district="430408")
        assert "4 个条目，新算 4 个，沿用 0 个" in run("rebuild_search", "--anew")
        assert IndexedEntry.objects.count() == 4

    def test_a_bar_on_a_terminal(self, lists):
        class Terminal(StringIO):
            def isatty(self):
                return True

        make_lists_elsewhere()
        err = Terminal()
        out = run("rebuild_search", stderr=err)
        assert "2/2 衡阳市蒸湘区" in err.getvalue()
        assert out == "已重建 2 个区县的检索索引。\n"

    def test_an_unknown_district_is_named(self):
        with pytest.raises(CommandError, match="没有代码为“999999”的区县"):
            run("rebuild_search", district="999999")


class TestFixtures:
    """What is shipped belongs to the lists that are shipped."""

    def test_all_of_it_is_loaded(self, shipped):
        fixtures = settings.BASE_DIR / "fixtures"
        assert "不变 0 条" in run("load_vocabulary", str(fixtures / "vocabulary.csv"))
        out = run("load_phrases", str(fixtures / "430408/phrases.csv"), district="430408")
        assert "不变 0 条" in out
        with_phrases = AskingPhrase.objects.values("department", "code").distinct().count()
        assert with_phrases > 400
        assert AskingPhrase.objects.values("department").distinct().count() == 19
        assert VocabularyWord.objects.values("word").distinct().count() > 800
        assert "民政局" in run("ask", "家里穷得揭不开锅")
