"""A server that answers like BSrE's, in both versions of its interface, and misbehaves when asked to."""

import base64
import json
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from certificates.domain.signing.interface import SignItem
from tests.certificates.signing_world import World

PASSPHRASE = "kata-rahasia-pejabat"
CODE = "402931"
CODE_FOR_FILES = "887766"
ACCOUNT = "Basic " + base64.b64encode(b"literasi:sandi").decode()


@dataclass
class FakeBsre:
    """What it was asked, and how it is to misbehave."""

    world: World
    trouble: str = ""
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def __enter__(self) -> "FakeBsre":
        handler = type("Handler", (_Handler,), {"fake": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def signed(self, pdf: bytes) -> bytes:
        """Return the file signed."""
        [outcome] = self.world.plain().sign([SignItem("", pdf)])
        assert outcome.pdf, outcome.error
        return outcome.pdf


class _Handler(BaseHTTPRequestHandler):
    fake: FakeBsre

    def log_message(self, *_words: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.fake.asked.append(self.path)
        self._answer(200, {"status": "ISSUE"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.fake.asked.append(self.path)
        if self.headers["Authorization"] != ACCOUNT:
            return self._answer(401, {"error": "unauthorized"})
        if self.fake.trouble == "slow":
            time.sleep(1.5)
        if self.fake.trouble == "500":
            return self._answer(500, {"error": "internal"})
        if self.fake.trouble == "html":
            return self._bytes(200, b"<html>maintenance</html>", "text/html")
        if self.path == "/api/sign/pdf":
            return self._sign_one(body)
        content = json.loads(body)
        routes = {
            "/api/v2/sign/pdf": self._sign_list,
            "/api/v2/seal/pdf": self._seal,
            "/api/v2/seal/get/totp": self._code,
            "/api/v2/user/check/status": lambda _content: self._answer(200, {"status": "ISSUE"}),
        }
        return routes[self.path](content)

    def _sign_one(self, body: bytes) -> None:
        boundary = b"--" + self.headers["Content-Type"].partition("boundary=")[2].encode()
        fields = {}
        for part in body.split(boundary)[1:-1]:
            head, _, content = part.partition(b"\r\n\r\n")
            name = re.search(rb'name="(\w+)"', head)[1].decode()
            fields[name] = content[:-2]
        if fields["passphrase"].decode() != PASSPHRASE:
            said = f"Passphrase {fields['passphrase'].decode()} salah"
            return self._answer(400, {"error": said, "status_code": 2031})
        signed = self.fake.signed(fields["file"])
        if self.fake.trouble == "truncated":
            signed = signed[: len(signed) * 2 // 3]
        return self._bytes(200, signed, "application/pdf")

    def _sign_list(self, content: dict) -> None:
        if content["passphrase"] != PASSPHRASE:
            return self._answer(400, {"error": f"passphrase {content['passphrase']} salah"})
        return self._files(content)

    def _seal(self, content: dict) -> None:
        if content["totp"] != CODE_FOR_FILES:
            return self._answer(400, {"error": "totp"})
        return self._files(content)

    def _code(self, content: dict) -> None:
        if content["totp"] != CODE:
            return self._answer(400, {"error": f"totp {content['totp']} salah"})
        return self._answer(200, {"totp": CODE_FOR_FILES, "expires": "60", "data": content["data"]})

    def _files(self, content: dict) -> None:
        files = [self.fake.signed(base64.b64decode(file)) for file in content["file"]]
        trouble = self.fake.trouble
        if trouble == "count":
            files = files[:-1]
        if trouble == "order":
            files = files[::-1]
        if trouble == "truncated":
            files = [file[: len(file) * 2 // 3] for file in files]
        if trouble == "unsigned":
            files = [base64.b64decode(file) for file in content["file"]]
        return self._answer(200, {"file": [base64.b64encode(file).decode() for file in files]})

    def _answer(self, status: int, content: dict) -> None:
        self._bytes(status, json.dumps(content).encode(), "application/json")

    def _bytes(self, status: int, content: bytes, kind: str) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except BrokenPipeError:
            pass  # who asked has lost patience, which is what is tested
