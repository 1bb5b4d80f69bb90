"""A progress bar on a terminal; silent where there is none."""


class Progress:
    """One line that is redrawn: how many of ``total`` steps are done, and the last one's name."""

    WIDTH = 24

    def __init__(self, stream, total):
        self.stream = stream
        self.total = total
        self.count = 0
        self.shown = stream.isatty()

    def step(self, name):
        """One more step is done."""
        self.count += 1
        if self.shown:
            filled = self.WIDTH * self.count // max(self.total, 1)
            bar = "█" * filled + "░" * (self.WIDTH - filled)
            self._draw(f"{bar} {self.count}/{self.total} {name}")

    def done(self):
        """Take the bar away."""
        if self.shown:
            self._draw("")

    def _draw(self, text):
        # Management commands' streams end every write with a newline unless told otherwise.
        self.stream.write(f"\r\x1b[K{text}", ending="")
        self.stream.flush()
