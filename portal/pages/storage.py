from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """File names with the hash of their content, once ``collectstatic`` has collected them.

    A file not collected keeps its plain name: a missing picture must not take its page down, and
    tests and development need no collecting.
    """

    def stored_name(self, name):
        try:
            return super().stored_name(name)
        except ValueError:
            return name
