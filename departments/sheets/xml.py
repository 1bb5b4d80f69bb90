"""Texts as XML 1.0 can hold them: only damage brings what it cannot."""

import re

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def storable(text):
    """A text in which each character that XML cannot hold is replaced by �."""
    return _NO_XML.sub("\ufffd", text)
