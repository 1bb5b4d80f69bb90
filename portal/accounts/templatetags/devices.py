"""What browsers say of themselves, in the few words that their owner knows them by."""

from django import template

register = template.Library()

#: A word of a browser's signature, and what people call it; each hides itself in those below it.
BROWSERS = {
    "MicroMessenger": "微信",
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "HarmonyOS": "鸿蒙",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


@register.filter
def device(signature):
    """The browser and system of a signature (``User-Agent``), as far as they are known."""
    known = [first_of(BROWSERS, signature), first_of(SYSTEMS, signature)]
    return "，".join(filter(None, known)) or "未知的浏览器"


def first_of(names, signature):
    return next((name for word, name in names.items() if word in signature), "")
