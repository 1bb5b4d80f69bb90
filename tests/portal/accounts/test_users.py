import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

User = get_user_model()


def test_is_called_by_the_chinese_name_where_there_is_one():
    assert str(User(username="li", display_name="李敏")) == "李敏"
    assert str(User(username="li")) == "li"


@pytest.mark.django_db
def test_passwords_are_kept_as_argon2(site_passwords):
    assert User.objects.create_user("li", password="sesame").password.startswith("argon2")


class TestAdmin:
    def test_lists_and_edits_users(self, admin_client, admin_user):
        listing = admin_client.get(reverse("admin:accounts_user_changelist"))
        assert "姓名" in listing.content.decode()
        form = admin_client.get(reverse("admin:accounts_user_change", args=[admin_user.pk]))
        assert form.status_code == 200

    def test_adds_a_user(self, admin_client):
        answer = admin_client.post(
            reverse("admin:accounts_user_add"),
            {
                "username": "li",
                "display_name": "李敏",
                "usable_password": "true",
                "password1": "a-long-pass-phrase",
                "password2": "a-long-pass-phrase",
            },
        )
        assert answer.status_code == 302
        assert User.objects.get(username="li").display_name == "李敏"

    @pytest.mark.parametrize("page", ["changelist", "add"])
    def test_refuses_visitors_and_staff_without_rights(self, client, stranger, page):
        url = reverse(f"admin:accounts_user_{page}")
        for answer in (client.get(url), client.post(url)):
            assert answer.url.startswith(reverse("admin:login"))
        for answer in (stranger.get(url), stranger.post(url)):
            assert answer.status_code == 403
        assert User.objects.count() == 1

    def test_refuses_whoever_signed_in_but_is_not_staff(self, client, db):
        client.force_login(User.objects.create_user("li"))
        assert client.get(reverse("admin:accounts_user_changelist")).status_code == 302
