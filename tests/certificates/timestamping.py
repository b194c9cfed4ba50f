"""A timestamp service by openssl (RFC 3161), which shares nothing with the library that asks it."""

import contextlib
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.certificates.signing_world import World

SETTINGS = """
[tsa]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
ess_cert_id_alg = sha256
"""


@contextlib.contextmanager
def timestamps_by_openssl(world: World, folder: Path) -> Iterator[str]:
    """Run the service with the world's certificate for timestamps, and return its address."""
    (folder / "tsa.cnf").write_text(SETTINGS)
    (folder / "serial").write_text("01\n")
    (folder / "stamp.pem").write_bytes(world.stamp_pem)
    (folder / "stamp.key").write_bytes(world.stamp_key_pem)

    class Service(BaseHTTPRequestHandler):
        def log_message(self, *_words: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            subprocess.run(
                ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-section", "tsa",
                 "-queryfile", "query", "-signer", "stamp.pem", "-inkey", "stamp.key",
                 "-out", "reply"],
                cwd=folder, check=True, capture_output=True,
            )  # fmt: skip
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write((folder / "reply").read_bytes())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
