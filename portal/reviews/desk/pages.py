"""What the pages of the desk have in common."""

from django.shortcuts import render


def show(request, template, context, status=200):
    """A page of the desk. A ``refusal`` in its context gives it the status, and is audited."""
    request.refusal = refusal = context.get("refusal")
    status = refusal.status if refusal else status
    return render(request, f"reviews/{template}.html", context, status=status)
