from io import StringIO

from django.core.management.base import OutputWrapper

from portal.exchange.commands.progress import Progress


class Terminal(StringIO):
    def isatty(self):
        return True


def drawn(stream, total):
    progress = Progress(OutputWrapper(stream), total)
    for name in ("民政局", "司法局")[:total]:
        progress.step(name)
    progress.done()
    return stream.getvalue()


def test_a_terminal_shows_how_far_it_is_and_ends_clean():
    text = drawn(Terminal(), 2)
    assert "░ 1/2 民政局" in text
    assert "█ 2/2 司法局" in text
    assert text.endswith("\r\x1b[K")
    assert "\n" not in text


def test_without_a_terminal_nothing_is_drawn():
    assert drawn(StringIO(), 2) == ""


def test_nothing_to_do_is_no_error():
    assert drawn(Terminal(), 0) == "\r\x1b[K"
