"""A mail server of thirty lines, over real sockets: it takes letters, or answers one command as it is told."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


class TinySmtp(socketserver.ThreadingTCPServer):
    """`answers` maps the first word of a command, or "." for the end of a letter, to what is said instead.

    An empty answer hangs up.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.answers: dict[str, str] = {}
        self.commands: list[str] = []
        self.letters: list[str] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Talk(socketserver.StreamRequestHandler):
    server: TinySmtp

    def handle(self) -> None:
        self._say("220 tiny")
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            word = line.partition(" ")[0].upper()
            self.server.commands.append(line)
            if word in self.server.answers:
                if not self._say(self.server.answers[word]):
                    return
            elif word == "DATA":
                self._say("354 go on")
                if not self._take_letter():
                    return
            else:
                self._say("250 fine")
            if word == "QUIT":
                return

    def _take_letter(self) -> bool:
        lines: list[str] = []
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            if line == ".":
                break
            lines.append(line)
        self.server.letters.append("".join(f"{line}\n" for line in lines))
        return self._say(self.server.answers.get(".", "250 taken"))

    def _say(self, answer: str) -> bool:
        self.wfile.write(f"{answer}\r\n".encode() if answer else b"")
        return bool(answer)


@contextmanager
def tiny_smtp() -> Iterator[TinySmtp]:
    with TinySmtp() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
