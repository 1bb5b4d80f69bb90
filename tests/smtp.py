"""A mail server on the loopback, which keeps what it is sent and refuses whom it is told to."""

from contextlib import contextmanager
from socket import create_server
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


class Mailbox(ThreadingTCPServer):
    """``received`` are pairs of recipient and text; ``refused`` recipients get a 550.

    ``before_taking`` is called with each recipient before a mail is taken.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.received, self.refused = [], set()
        self.before_taking = lambda recipient: None

    @property
    def port(self):
        return self.server_address[1]

    @property
    def recipients(self):
        return sorted(recipient for recipient, _ in self.received)


class _Conversation(StreamRequestHandler):
    def handle(self):
        self._say("220 tests")
        recipient = ""
        for line in self.rfile:
            verb, _, rest = line.decode().strip().partition(" ")
            match verb.upper():
                case "RCPT":
                    recipient = rest.partition("<")[2].partition(">")[0]
                    self._say("550 no" if recipient in self.server.refused else "250 ok")
                case "DATA":
                    self._say("354 go on")
                    text = b"".join(iter(self.rfile.readline, b".\r\n"))
                    self.server.before_taking(recipient)
                    self.server.received.append((recipient, text))
                    self._say("250 taken")
                case "QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 ok")

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server():
    """A Mailbox that listens within the block."""
    with Mailbox() as mailbox:
        thread = Thread(target=mailbox.serve_forever)
        thread.start()
        try:
            yield mailbox
        finally:
            mailbox.shutdown()
            thread.join()


def refusing_port():
    """A port of the loopback on which nobody listens."""
    with create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def use(settings, port):
    """Have Django send its mail to a port of the loopback."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
