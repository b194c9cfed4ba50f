"""An upload that never touches a disk: a list of pupils holds NIK, parents and income."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

LARGEST_UPLOAD = 6 * 1024 * 1024


class MemoryOnlyUploadHandler(FileUploadHandler):
    """Keep the file in memory, whatever its size; stop reading one that is far too large."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.file = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin an empty file in memory."""
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Add to the file; nobody else gets the bytes."""
        self.file.write(raw_data)
        if self.file.tell() > LARGEST_UPLOAD:
            raise StopUpload(connection_reset=False)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the whole file."""
        self.file.seek(0)
        return InMemoryUploadedFile(
            file=self.file,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
