"""What the form for attachments says of the files that are taken."""

from django import template
from django.conf import settings

from ..files.kinds import KINDS

register = template.Library()


@register.simple_tag
def accepted_files():
    """The extensions of the files that are taken, as a file field has them in ``accept``."""
    return ",".join(f".{extension}" for extension in KINDS)


@register.simple_tag
def largest_file():
    """The largest file that is taken, in megabytes."""
    return settings.ATTACHMENT_MB
