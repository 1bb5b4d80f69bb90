"""The list of one's notices: one's own, unread first, and read when one opens it or says so."""

import pytest
from django.urls import reverse

from portal.reviews.models import Notice
from tests.admin import count_queries
from tests.cast import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADDRESS = reverse("reviews:notices")


def tell(user, adjustment, *keys):
    return [
        Notice.objects.create(user=user, adjustment=adjustment, kind="assigned", key=key, text=key)
        for key in keys
    ]


def unread(user):
    return list(user.notices.filter(read_at=None).values_list("key", flat=True))


def test_what_is_unread_stands_first_and_leads_to_the_dossier(review):
    adjustment = review.opened()
    client = signed_in(review.editor)
    first, *_ = tell(review.editor, adjustment, "第一条", "第二条", "第三条")
    client.post(ADDRESS, {"notice": tell(review.editor, adjustment, "读过的")[0].pk})
    page = client.get(ADDRESS)
    assert [one.key for one in page.context["page"]] == ["第三条", "第二条", "第一条", "读过的"]
    assert "3 条未读" in page.text
    assert reverse("reviews:notice", args=[first.pk]) in page.text


def test_a_notice_leads_to_the_dossier_of_which_nothing_is_unread_then(review):
    adjustment = review.opened()
    one, _ = tell(review.editor, adjustment, "甲", "乙")
    tell(review.editor, review.opened(), "别的")
    response = signed_in(review.editor).get(reverse("reviews:notice", args=[one.pk]))
    assert response.url == reverse("reviews:dossier", args=[adjustment.pk])
    assert unread(review.editor) == ["别的"]


def test_one_or_all_are_marked_as_read(review):
    one, _ = tell(review.editor, review.opened(), "甲", "乙")
    client = signed_in(review.editor)
    assert client.post(ADDRESS, {"notice": one.pk}).url == ADDRESS
    assert unread(review.editor) == ["乙"]
    client.post(ADDRESS)
    assert unread(review.editor) == []
    assert "全部标为已读" not in client.get(ADDRESS).text


def test_when_it_was_read_stays_as_it_was(review):
    (one,) = tell(review.editor, review.opened(), "甲")
    client = signed_in(review.editor)
    client.post(ADDRESS, {"notice": one.pk})
    one.refresh_from_db()
    before = one.read_at
    client.post(ADDRESS, {"notice": one.pk})
    one.refresh_from_db()
    assert one.read_at == before


@pytest.mark.parametrize("chosen", ["0", "-1", "nonsense", "9" * 30, "9" * 5000, "²"])
def test_what_is_no_notice_is_not_found(review, chosen):
    tell(review.editor, review.opened(), "甲")
    assert signed_in(review.editor).post(ADDRESS, {"notice": chosen}).status_code == 404
    assert unread(review.editor) == ["甲"]


def test_others_see_and_mark_nothing_of_it(review, client):
    (one,) = tell(review.editor, review.opened(), "甲")
    other = signed_in(review.publisher)
    assert "甲" not in other.get(ADDRESS).text
    assert other.post(ADDRESS, {"notice": one.pk}).status_code == 404
    other.post(ADDRESS)
    own = reverse("reviews:notice", args=[one.pk])
    assert other.get(own).status_code == 404
    assert client.get(own).status_code == 302
    assert client.get(ADDRESS).status_code == 302
    assert client.post(ADDRESS).status_code == 302
    assert unread(review.editor) == ["甲"]


def test_a_page_of_many_takes_as_many_queries_as_one_of_few(review):
    adjustment, client = review.opened(), signed_in(review.editor)
    tell(review.editor, adjustment, "甲", "乙")
    few = count_queries(client, ADDRESS)
    tell(review.editor, adjustment, *(f"第 {n} 条" for n in range(60)))
    assert count_queries(client, ADDRESS) == few
    assert len(client.get(ADDRESS).context["page"].object_list) == 50


def test_texts_are_escaped(review):
    tell(review.editor, review.opened(), "<script>alert(1)</script>")
    assert "<script>alert(1)" not in signed_in(review.editor).get(ADDRESS).text
