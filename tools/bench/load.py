"""A bounded load on a server on this machine: a few connections that ask one page after another."""

import selectors
import socket
import time
from itertools import cycle

CONNECTIONS = 8


def requests_a_second(port, targets, seconds, connections=CONNECTIONS):
    """How many pages a server on a loopback port gives a second (float).

    ``targets`` are paths with query, asked in turn for as long as there are any and there is time.
    Raises RuntimeError for an answer other than 200.
    """
    selector, waiting, answered = selectors.DefaultSelector(), iter(targets), 0
    sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(connections)]
    begin = time.perf_counter()
    for one in sockets:
        selector.register(one, selectors.EVENT_READ, bytearray())
        one.sendall(request(next(waiting)))
    while (passed := time.perf_counter() - begin) < seconds:
        for key, _ in selector.select(timeout=5):
            key.data.extend(key.fileobj.recv(1 << 20))
            if not is_whole(key.data):
                continue
            key.data.clear()
            answered += 1
            target = next(waiting, None)
            if target is None:
                seconds = 0
                break
            key.fileobj.sendall(request(target))
    for one in sockets:
        one.close()
    return answered / passed


def request(target):
    return (
        f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Accept-Encoding: gzip\r\nConnection: keep-alive\r\n\r\n"
    ).encode()


def is_whole(received):
    """Whether a response has come in to its end. Raises RuntimeError if it is not a page."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = bytes(received[:end]).lower()
    if not head.startswith(b"http/1.1 200"):
        raise RuntimeError(head.decode(errors="replace"))
    if b"content-length:" in head:
        length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
        return len(received) >= end + 4 + length
    return received.endswith(b"0\r\n\r\n")


def forever(targets):
    """The same targets again and again."""
    return cycle(targets)
