"""Addresses of the desk, beneath ``/review/``."""

from django.urls import path

from .acts import cancelling, errata, publishing
from .attachments import views as attachments
from .comments import views as comments
from .desk import another, dossier, queue, steps
from .held import views as held
from .notices import views as notices
from .opinions import views as opinions
from .papers import views as papers

app_name = "reviews"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("<int:pk>/", dossier.dossier, name="dossier"),
    path("<int:pk>/steps/<slug:name>/", steps.step, name="step"),
    path("<int:pk>/another/", another.another, name="another"),
    path("publish/", publishing.publish, name="publish"),
    path("acts/<int:pk>/", publishing.act, name="act"),
    path("acts/<int:pk>/cancel/", cancelling.cancel, name="cancel"),
    path("acts/<int:pk>/errata/", errata.erratum, name="erratum"),
    path("<int:pk>/comments/", comments.comment, name="comment"),
    path("comments/<int:pk>/answer/", comments.answer, name="answer"),
    path("comments/<int:pk>/resolve/", comments.resolve, name="resolve"),
    path("<int:pk>/attachments/", attachments.attach, name="attach"),
    path("attachments/<int:pk>/", attachments.attachment, name="attachment"),
    path("attachments/<int:pk>/remove/", attachments.detach, name="detach"),
    path("<int:pk>/opinions/", opinions.ask, name="ask"),
    path("opinions/<int:pk>/", opinions.opinion, name="opinion"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("typed/", held.typed, name="typed"),
    path("typed/ask/", held.ask, name="typed_ask"),
    path("typed/keep/", held.keep, name="typed_keep"),
    path("typed/<int:pk>/", held.typed_one, name="typed_one"),
    path("<int:pk>/opinion/", papers.opinion_print, name="opinion_print"),
    path("<int:pk>/opinion.docx", papers.opinion_docx, name="opinion_docx"),
    path("acts/<int:pk>/notice/", papers.notice_print, name="notice_print"),
    path("acts/<int:pk>/notice.docx", papers.notice_docx, name="notice_docx"),
]
