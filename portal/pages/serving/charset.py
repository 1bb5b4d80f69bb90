"""The one charset of the site."""


class Utf8:
    """A request (mixin) whose texts are UTF-8, whatever its Content-Type calls them.

    Django would decode address and form by the charset that the client names. Some of those make
    texts that no database keeps, and some are none of texts at all; no browser names another.
    """

    @property
    def encoding(self):
        return None

    @encoding.setter
    def encoding(self, named):
        """Django sets what the client names: it does not count."""
