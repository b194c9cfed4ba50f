"""SCORM packages for tests, made here."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

SPACES_12 = 'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
SPACES_2004 = (
    'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" '
    'xmlns:imsss="http://www.imsglobal.org/xsd/imsss"'
)
ONE_ITEM = '<item identifier="satu" identifierref="r1"><title>Bagian satu</title></item>'
ONE_RESOURCE = (
    '<resource identifier="r1" type="webcontent" adlcp:scormtype="sco" href="satu.html"/>'
)


def manifest(
    items: str = ONE_ITEM,
    resources: str = ONE_RESOURCE,
    *,
    version: str = "1.2",
    title: str = "Aman berbelanja",
    attributes: str = "",
    organizations: str | None = None,
) -> bytes:
    spaces = SPACES_12 if version == "1.2" else SPACES_2004
    inside = (
        f'<organizations default="o"><organization identifier="o"><title>{title}</title>{items}'
        "</organization></organizations>"
        if organizations is None
        else organizations
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest identifier="m" {spaces} {attributes}>'
        f"<metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>"
        f"{inside}<resources>{resources}</resources></manifest>"
    ).encode()


# A unit as authoring tools make them: it looks for the runtime in the windows above, and reports.
UNIT_12 = b"""<!doctype html><html lang="id"><meta charset="utf-8"><title>Bagian</title>
<h1 id="place"></h1><button id="on">Lanjut</button><button id="end">Selesai</button>
<script>
var api = null, win = window;
while (!api && win) { api = win.API; if (win === win.parent) break; win = win.parent; }
api.LMSInitialize("");
var place = Number(api.LMSGetValue("cmi.suspend_data") || 1);
document.querySelector("#place").textContent = "Halaman " + place + " " + api.LMSGetValue("cmi.core.entry");
api.LMSSetValue("cmi.core.lesson_status", "incomplete");
document.querySelector("#on").onclick = function () {
  place += 1; document.querySelector("#place").textContent = "Halaman " + place;
  api.LMSSetValue("cmi.suspend_data", String(place)); api.LMSSetValue("cmi.core.exit", "suspend");
};
document.querySelector("#end").onclick = function () {
  api.LMSSetValue("cmi.core.score.min", "0"); api.LMSSetValue("cmi.core.score.max", "10");
  api.LMSSetValue("cmi.core.score.raw", "8"); api.LMSSetValue("cmi.core.lesson_status", "passed");
  api.LMSFinish("");
};
</script></html>"""
UNIT_2004 = b"""<!doctype html><html lang="id"><meta charset="utf-8"><title>Bagian</title>
<h1 id="place"></h1><button id="end">Selesai</button>
<script>
var api = null, win = window;
while (!api && win) { api = win.API_1484_11; if (win === win.parent) break; win = win.parent; }
api.Initialize("");
document.querySelector("#place").textContent = "Mulai " + api.GetValue("cmi.entry");
document.querySelector("#end").onclick = function () {
  api.SetValue("cmi.score.scaled", "0.8"); api.SetValue("cmi.success_status", "passed");
  api.SetValue("cmi.completion_status", "completed"); api.Terminate("");
};
</script></html>"""
# What a unit would do that wants more than it is given.
THIEF = b"""<!doctype html><html lang="id"><meta charset="utf-8"><title>Pencuri</title><body><script>
var found = [];
function attempt(name, what) {
  try { found.push(name + ": " + what()); } catch (refused) { found.push(name + " refused"); }
}
attempt("page", function () { return top.document.title; });
attempt("cookies", function () { return document.cookie || "none"; });
attempt("storage", function () { return top.localStorage.length; });
attempt("frame", function () { return parent.parent.document.body.innerHTML.length; });
attempt("away", function () { top.location = "https://jahat.example/"; return "asked"; });
fetch("%SITE%/data-saya/", { credentials: "include" })
  .then(function (answer) { return answer.text(); })
  .then(function (text) { found.push("account: " + text.length); }, function () { found.push("account refused"); })
  .finally(function () { document.body.textContent = found.join(" | "); });
</script></html>"""


def a_zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def package_12(**changes: object) -> bytes:
    return a_zip({"imsmanifest.xml": manifest(**changes), "satu.html": UNIT_12})
