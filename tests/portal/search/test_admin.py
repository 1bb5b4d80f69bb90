"""The clerk's pages of the search."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.search.models import AskingPhrase, Query, VocabularyWord
from tests import cast
from tests.admin import count_queries, page
from tests.factories import make_district
from tests.searching import make_lists, make_phrase, make_word

pytestmark = pytest.mark.django_db

MODELS = [AskingPhrase, VocabularyWord, Query]


@pytest.fixture
def civil():
    return make_lists()[0]


@pytest.fixture
def clerk():
    """Staff who may read and add phrases, and nothing else."""
    user = cast.make_stranger()
    wanted = ["view_askingphrase", "add_askingphrase"]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    return cast.signed_in(user)


def ask(text="有人放鞭炮", answer="none", times=1, **fields):
    for _ in range(times):
        fields = {"district": make_district(), "hits": 0} | fields
        Query.objects.create(text=text, answer=answer, **fields)


def text_of(response):
    return response.content.decode()


class TestRefusals:
    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
    def test_staff_without_rights_sees_nothing(self, stranger, model):
        for name in ("changelist", "add"):
            assert stranger.get(page(model, name)).status_code == 403

    @pytest.mark.parametrize("model", MODELS[:2], ids=lambda model: model.__name__)
    def test_staff_without_rights_takes_no_tables_in_or_out(self, stranger, model):
        for name in ("import", "process_import", "export"):
            assert stranger.post(page(model, name)).status_code == 403

    def test_a_right_to_add_is_none_to_import_or_to_change(self, clerk, civil):
        phrase = make_phrase(civil)
        assert clerk.get(page(AskingPhrase, "import")).status_code == 403
        assert clerk.get(page(AskingPhrase, "export")).status_code == 200
        change = page(AskingPhrase, "change", phrase.pk)
        assert clerk.post(change, {"text": "改"}).status_code == 403
        assert clerk.get(page(Query, "changelist")).status_code == 403

    def test_the_log_is_only_read(self, administrator):
        ask()
        query = Query.objects.get()
        assert administrator.get(page(Query, "add")).status_code == 403
        assert administrator.post(page(Query, "delete", query.pk), {"post": "yes"}).status_code == (
            403
        )
        assert administrator.post(page(Query, "change", query.pk), {"text": "改"}).status_code == (
            403
        )


@pytest.mark.parametrize("model", [AskingPhrase, VocabularyWord])
def test_an_export_by_filters_that_cannot_be_read_is_refused_in_words(administrator, model):
    answer = administrator.get(page(model, "export") + "?nothing=1", follow=True)
    assert answer.redirect_chain == [(page(model, "changelist"), 302)]
    assert "网址中的筛选条件无法识别，没有导出。" in text_of(answer)


class TestPhrases:
    def test_one_is_added(self, clerk, civil):
        form = {"department": civil.pk, "code": "D-0001", "text": "吃低保"}
        assert clerk.post(page(AskingPhrase, "add"), form).status_code == 302
        assert AskingPhrase.objects.get().text == "吃低保"

    @pytest.mark.parametrize(
        ("form", "reason"),
        [
            ({"code": "D-0009"}, "民政局的清单里没有编码为 D-0009 的条目。"),
            ({"code": "7"}, "条目编码写作 D-0007 的样子。"),
            ({"text": ""}, "字段是必填项"),
            ({"text": "长" * 101}, "100"),
        ],
    )
    def test_a_wrong_one_is_explained(self, administrator, civil, form, reason):
        form = {"department": civil.pk, "code": "D-0001", "text": "吃低保"} | form
        response = administrator.post(page(AskingPhrase, "add"), form)
        assert reason in text_of(response)
        assert not AskingPhrase.objects.exists()

    def test_the_same_twice_is_refused(self, administrator, civil):
        make_phrase(civil)
        form = {"department": civil.pk, "code": "D-0001", "text": "家里揭不开锅找谁"}
        response = administrator.post(page(AskingPhrase, "add"), form)
        assert "这个条目已有同样的问法。" in text_of(response)

    def test_the_form_offers_the_departments_codes(self, administrator, civil):
        change = page(AskingPhrase, "change", make_phrase(civil).pk)
        offered = text_of(administrator.get(change))
        assert '<option value="P-0001">婚姻登记咨询</option>' in offered
        assert "负责医疗机构管理" not in offered

    def test_an_address_fills_the_form_in(self, administrator, civil):
        address = page(AskingPhrase, "add") + "?text=吃低保&entry=minzheng/D-0001"
        initial = administrator.get(address).context["adminform"].form.initial
        assert initial == {"text": "吃低保", "department": civil.pk, "code": "D-0001"}
        unknown = page(AskingPhrase, "add") + "?text=吃低保&entry=nobody"
        assert administrator.get(unknown).context["adminform"].form.initial == {"text": "吃低保"}

    def test_they_are_found_by_text_code_and_department(self, administrator, civil):
        make_phrase(civil)
        for words, hits in (("揭不开锅", 1), ("D-0001", 1), ("民政", 1), ("D-00", 0)):
            response = administrator.get(page(AskingPhrase, "changelist"), {"q": words})
            assert response.context["cl"].result_count == hits

    def test_the_list_takes_a_fixed_number_of_queries(self, administrator, civil):
        make_phrase(civil)
        before = count_queries(administrator, page(AskingPhrase, "changelist"))
        for text in "甲乙丙":
            make_phrase(civil, text)
        assert count_queries(administrator, page(AskingPhrase, "changelist")) == before


def export(client, model):
    form = {"format": "0", "resource": ""}
    if model is AskingPhrase:
        form |= {"askingphraseresource_id": ""}
    response = client.post(page(model, "export"), form)
    assert response.status_code == 200
    return response.content


def bring_in(client, model, content):
    """Upload a table, look at the preview, confirm it if it can be (returns the preview)."""
    upload = SimpleUploadedFile("table.csv", content, "text/csv")
    preview = client.post(page(model, "import"), {"format": "0", "import_file": upload})
    assert preview.status_code == 200
    if confirm := preview.context.get("confirm_form"):
        written = client.post(page(model, "process_import"), confirm.initial, follow=True)
        assert written.status_code == 200
    return preview


class TestTables:
    def test_phrases_go_out_with_their_headings_and_no_formulas(self, administrator, civil):
        make_phrase(civil, "=1+1")
        assert export(administrator, AskingPhrase).decode("utf-8-sig").splitlines() == [
            "department,code,heading,phrase",
            "minzheng,D-0001,负责城乡居民最低生活保障工作,'=1+1",
        ]

    def test_phrases_that_went_out_come_in_unchanged(self, administrator, civil):
        for text in ("=1+1", "吃低保", "'问"):
            make_phrase(civil, text)
        content = export(administrator, AskingPhrase)
        preview = bring_in(administrator, AskingPhrase, content)
        assert preview.context["result"].totals["skip"] == 3
        AskingPhrase.objects.filter(text="=1+1").delete()
        bring_in(administrator, AskingPhrase, content)
        assert AskingPhrase.objects.filter(text="=1+1").count() == 1

    def test_a_preview_writes_nothing(self, administrator, civil):
        upload = SimpleUploadedFile("t.csv", "department,code,phrase\nminzheng,D-0001,问".encode())
        administrator.post(page(AskingPhrase, "import"), {"format": "0", "import_file": upload})
        assert not AskingPhrase.objects.exists()

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ("nobody,D-0001,问", "没有地址名为“nobody”的部门"),
            ("minzheng,D-0099,问", "没有编码为 D-0099 的条目"),
            ("minzheng,D-0001,", "不能为空"),
        ],
    )
    def test_a_wrong_row_stops_the_whole_table(self, administrator, civil, row, reason):
        table = f"department,code,phrase\nminzheng,D-0001,吃低保\n{row}".encode()
        preview = bring_in(administrator, AskingPhrase, table)
        assert "confirm_form" not in preview.context
        assert reason in text_of(preview)
        assert not AskingPhrase.objects.exists()

    def test_words_go_out_and_come_in(self, administrator):
        make_word("揭不开锅", "社会救助", weight="0.90", field="救助")
        content = export(administrator, VocabularyWord)
        assert content.decode("utf-8-sig").splitlines() == [
            "word,term,kind,direction,weight,field,note",
            "揭不开锅,社会救助,everyday,oneway,0.90,救助,",
        ]
        changed = content.replace(b"0.90", b"0.5") + "低保,最低生活保障,,,,,\r\n".encode()
        preview = bring_in(administrator, VocabularyWord, changed)
        assert preview.context["result"].totals["update"] == 1
        assert {(word.word, float(word.weight)) for word in VocabularyWord.objects.all()} == {
            *(("揭不开锅", 0.5), ("低保", 1.0)),
        }


class TestQueries:
    def shown(self, client, **parameters):
        response = client.get(page(Query, "changelist"), parameters)
        return [(query.text, query.times) for query in response.context["cl"].result_list]

    def test_all_are_shown_latest_first(self, administrator):
        ask("甲", times=2)
        ask("乙")
        assert self.shown(administrator) == [("乙", 1), ("甲", 2), ("甲", 2)]

    def test_each_once_most_frequent_first(self, administrator):
        ask("甲", times=2)
        ask("乙", "clear", times=3)
        ask("丙")
        assert self.shown(administrator, view="frequent") == [("乙", 3), ("甲", 2), ("丙", 1)]
        assert self.shown(administrator, view="unanswered") == [("甲", 2), ("丙", 1)]

    def test_a_question_becomes_a_phrase(self, administrator, civil):
        ask("家里揭不开锅 & 没米了", clicked="minzheng/D-0001")
        response = administrator.get(page(Query, "changelist"), {"view": "unanswered"})
        address = response.context["cl"].model_admin.new_phrase(Query.objects.get())
        link = address.split('"')[1].replace("&amp;", "&")
        assert "加为常见问法" in text_of(response)
        initial = administrator.get(link).context["adminform"].form.initial
        assert initial == {
            "text": "家里揭不开锅 & 没米了",
            "department": civil.pk,
            "code": "D-0001",
        }

    def test_the_list_takes_a_fixed_number_of_queries(self, administrator):
        ask("甲")
        before = count_queries(administrator, page(Query, "changelist") + "?view=frequent")
        for text in "乙丙丁":
            ask(text)
        assert count_queries(administrator, page(Query, "changelist") + "?view=frequent") == before

    def test_what_was_asked_is_escaped(self, administrator):
        ask("<script>alert(1)</script>")
        assert "<script>alert(1)" not in text_of(administrator.get(page(Query, "changelist")))
