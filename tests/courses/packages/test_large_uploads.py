"""A package of 300 MB, sent to a real server and read by a real worker, costs no more memory than one of 30 MB.

Linux keeps the peak of each process: VmHWM in /proc/PID/status.
"""

import http.client
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.conf import settings
from django.test import Client

from courses.packages.models import Upload
from courses.people.models import Role
from literasi.crew import web_server
from tests.courses.packages.making import good_files
from tests.people import make_person, sign_in_as_staff
from tests.services import database_url, free_port, running, until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
MEGABYTE = 1024 * 1024
# MB. Measured: 1 for the server, 0 for the worker.
FLAT = 8
BOUNDARY = "bagian-dari-kiriman"
ADDRESS = "/cms/paket/kirim/"


def package_of(megabytes: int, place: Path) -> Path:
    """Write a package with three films, each of other bytes, that have this size together."""
    piece = bytes(range(256)) * 4096
    with ZipFile(place, "w", ZIP_STORED) as archive:
        for name, content in good_files().items():
            archive.writestr(name, content)
        for number in range(3):
            with archive.open(f"content/film-{number}.mp4", "w") as film:
                film.write(b"\0\0\0\x18ftypmp42" + bytes([number, megabytes % 256]))
                for _turn in range(megabytes // 3):
                    film.write(piece)
    return place


def peak(process: int) -> int:
    """Return the most memory that the process has had, in MB."""
    told = dict(
        line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines()
    )
    return int(told["VmHWM"].split()[0]) // 1024


def children_of(process: int) -> list[int]:
    return [
        int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


def cookies_of(client: Client) -> dict[str, str]:
    return {name: morsel.value for name, morsel in client.cookies.items()}


class Editor:
    """Somebody signed in, who sends files as a browser does: as a form of several parts, without reading them whole."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.session = port, session

    def send(self, file: Path) -> None:
        token = "t" * 32
        fields = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        end = f"\r\n--{BOUNDARY}--\r\n".encode()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        line.putrequest("POST", ADDRESS)
        line.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
        line.putheader("Content-Length", str(len(fields) + file.stat().st_size + len(end)))
        line.putheader("Cookie", f"sessionid={self.session}; csrftoken={token}")
        line.putheader("Accept", "application/json")
        line.endheaders()
        for piece in self._pieces(fields, file, end):
            line.send(piece)
        answer = line.getresponse()
        assert (answer.status, b"address" in answer.read()) == (200, True)
        line.close()

    def _pieces(self, fields: bytes, file: Path, end: bytes) -> Iterator[bytes]:
        yield fields
        with file.open("rb") as opened:
            while piece := opened.read(256 * 1024):
                yield piece
        yield end


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Let both processes run as run.py starts them, on this test's database and folder."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "literasi.settings.development",
        "SECRET_KEY": settings.SECRET_KEY,
        "FIELD_ENCRYPTION_KEYS": ",".join(settings.FIELD_ENCRYPTION_KEYS),
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(tmp_path / "var"),
    }


def test_three_hundred_megabytes_are_sent_and_taken_in_with_flat_memory(tmp_path, environment):
    client, port = Client(), free_port()
    sign_in_as_staff(client, make_person("Admin", Role.ADMIN))
    editor = Editor(port, cookies_of(client)["sessionid"])
    work = [sys.executable, "manage.py", "work"]
    options = {"env": environment, "cwd": settings.BASE_DIR}
    with (
        running(web_server(port), tmp_path / "web.log", **options) as web,
        running(work, tmp_path / "work.log", **options) as worker,
    ):
        until(lambda: children_of(web.pid), "The server did not start", seconds=120)

        def peaks() -> tuple[int, int]:
            return max(map(peak, children_of(web.pid))), peak(worker.pid)

        def taken_in(number: int) -> bool:
            return Upload.objects.filter(verdict="accepted").count() == number

        editor.send(package_of(30, tmp_path / "kecil.h5p"))
        until(lambda: taken_in(1), "The small package was not read", seconds=120)
        small = peaks()
        editor.send(package_of(300, tmp_path / "besar.h5p"))
        until(lambda: taken_in(2), "The large package was not read", seconds=120)
        large = peaks()

    assert Upload.objects.order_by("sent_at").last().size > 300_000_000
    assert [after - before < FLAT for before, after in zip(small, large, strict=True)] == [
        True,
        True,
    ], (
        small,
        large,
    )
