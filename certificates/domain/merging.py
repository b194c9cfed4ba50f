"""Several PDFs as one: their pages one behind the other, the originals inside as files.

A copied page no longer carries the signature of its document, so whoever has to prove one takes
the original out of the attachments, byte for byte as it was signed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file
from pyhanko.pdf_utils.generic import NameObject, pdf_name, pdf_string
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter

PDF = "application/pdf"
# What a page may leave to the folder of pages that it lies in.
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
# What points into a document that the page leaves behind.
LEFT_BEHIND = ("/Parent", "/StructParents", "/Annots", "/AA", "/B", "/Tabs")


@dataclass(frozen=True, slots=True)
class Original:
    """A PDF to be merged, and the name under which it lies inside; without a name only its pages.

    A picture, or a PDF that cannot be read, is attached without pages.
    """

    content: bytes
    name: str = ""
    description: str = ""
    mime_type: str = PDF


def merge_pdfs(originals: Sequence[Original], title: str) -> bytes:
    """Return one PDF with the pages of all, in their order, and every named original attached."""
    writer = PdfFileWriter(stream_xrefs=True)
    for original in originals:
        for page in _readable_pages(original):
            writer.insert_page(writer.import_object(page))
    for original in originals:
        if original.name:
            _attach(writer, original)
    _describe(writer, title)
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def _readable_pages(original: Original) -> list[generic.DictionaryObject]:
    """Return the pages; none of a picture, and none of what others made and nobody can read."""
    if original.mime_type != PDF:
        return []
    try:
        reader = PdfFileReader(BytesIO(original.content))
        return list(_pages(reader.root["/Pages"], {}))
    except (PdfReadError, KeyError, RecursionError):
        return []


def _pages(
    node: generic.DictionaryObject, above: Mapping[str, generic.PdfObject]
) -> Iterator[generic.DictionaryObject]:
    """Yield every page as an object of its own, with what it inherits and without its way back."""
    known = {**above, **{name: node.raw_get(name) for name in INHERITED if name in node}}
    if node["/Type"] == "/Pages":
        for kid in node["/Kids"]:
            yield from _pages(kid.get_object(), known)
        return
    page = generic.DictionaryObject(
        {NameObject(name): node.raw_get(name) for name in node if name not in LEFT_BEHIND}
    )
    for name, value in known.items():
        page[NameObject(name)] = value
    page.container_ref = node.container_ref
    yield page


def _attach(writer: PdfFileWriter, original: Original) -> None:
    embedded = EmbeddedFileObject.from_file_data(
        writer, original.content, mime_type=original.mime_type
    )
    embed_file(
        writer,
        FileSpec(
            file_spec_string=original.name,
            embedded_data=embedded,
            description=original.description,
            af_relationship=pdf_name("/Source"),
        ),
    )


def _describe(writer: PdfFileWriter, title: str) -> None:
    writer.root["/Lang"] = pdf_string("id")
    writer.set_info(generic.DictionaryObject({pdf_name("/Title"): pdf_string(title)}))
