"""A mail server of a few lines, as friendly or unfriendly as a test needs it."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks just enough SMTP (RFC 5321) to take mail, or to refuse it with `answer_to_recipient`."""

    daemon_threads = True

    def __init__(self, answer_to_recipient: str = "250 ok") -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.answer_to_recipient = answer_to_recipient
        self.received: list[str] = []
        self.connections = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.connections += 1
        self._say("220 ready")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self.server.received.append(self._letter())
                self._say("250 taken")
            elif word == b"RCPT":
                self._say(self.server.answer_to_recipient)
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _letter(self) -> str:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(lines).decode()

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class SilentServer(socketserver.ThreadingTCPServer):
    """Accepts connections and never says a word, as a server behind a wrong firewall does."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.held: list[object] = []
        self.connections = 0

    def process_request(self, request: object, client_address: object) -> None:
        self.connections += 1
        self.held.append(request)

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@contextmanager
def listening[Server: (MailServer, SilentServer)](server: Server) -> Iterator[Server]:
    """Serve in the background until the block ends."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        for connection in getattr(server, "held", []):
            connection.close()
