"""The error pages. What went wrong is told only in sentences written for the reader."""

from django.shortcuts import render

from departments.refusals import NotPublic, UnreadableDay


def bad_request(request, exception):
    explanation = str(exception) if isinstance(exception, UnreadableDay) else ""
    return render(request, "400.html", {"explanation": explanation}, status=400)


def not_found(request, exception):
    explanation = str(exception) if isinstance(exception, NotPublic) else ""
    return render(request, "404.html", {"explanation": explanation}, status=404)
