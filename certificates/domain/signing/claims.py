"""What a document may say about its signature: never more than its signer gives (PP 71/2019).

Only a certificate of an Indonesian provider makes a signature "tersertifikasi". A key of our own
shows that a file was not changed; it is neither a certified signature nor anybody's signature.
"""

from certificates.models import DocumentSignature

Level = DocumentSignature.Level

NOTHING = ""
CLAIMS = {
    NOTHING: "",
    Level.OWN: (
        "Berkas ini dikunci dengan kunci digital penerbit (tidak tersertifikasi), "
        "supaya setiap perubahan terlihat."
    ),
    Level.SEAL: (
        "Dokumen ini disegel secara elektronik dengan sertifikat elektronik yang diterbitkan BSrE."
    ),
    Level.PERSONAL: (
        "Dokumen ini ditandatangani secara elektronik dengan sertifikat elektronik "
        "yang diterbitkan BSrE."
    ),
}
REASONS = {
    Level.OWN: "Menjaga keutuhan berkas",
    Level.SEAL: "Segel elektronik penerbit",
    Level.PERSONAL: "Penandatanganan sertifikat",
}
