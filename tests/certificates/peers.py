"""The same certificate by WeasyPrint and by reportlab: only to compare what a paper costs."""

import html
from io import BytesIO
from pathlib import Path

from django.conf import settings
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, Table, TableStyle
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from certificates.domain.papers import proof_qr

LEAF, GOLD = HexColor("#063f33"), HexColor("#e3a81f")
STYLE = """
@page { size: A4 landscape; margin: 20mm 26mm; }
@font-face { font-family: Ours; src: url("%(regular)s"); }
@font-face { font-family: Ours; font-weight: bold; src: url("%(bold)s"); }
body { font-family: Ours; font-size: 11.5pt; text-align: center; }
h1, h2, .title { color: #063f33; } h1 { font-size: 32pt; margin: 0; }
.name { font-size: 26pt; font-weight: bold; } .title { font-size: 20pt; font-weight: bold; }
.frame { position: fixed; inset: -20mm -26mm; } .frame svg { width: 297mm; height: 210mm; }
.bottom { display: flex; justify-content: space-between; text-align: left; margin-top: 10mm; }
.bottom img { width: 56mm; } .page2 { break-before: page; text-align: left; }
table { width: 100%%; border-collapse: collapse; } td { border-bottom: 0.5pt solid #c8d0cb; }
"""


def frame() -> str:
    """Return the stitches and the diamonds of the frame as SVG, in millimetres."""
    stitches = [
        *(f"M{18 + n * 7.2},{y}h5" for n in range(36) for y in (9, 201)),
        *(f"M{x},{18 + n * 7.2}v5" for n in range(24) for x in (9, 288)),
        *(
            f"M{x},{y - r}l{r},{r}l-{r},{r}l-{r},-{r}z"
            for x in (12, 285)
            for y in (12, 198)
            for r in (3.8, 2.3, 1)
        ),
    ]
    lines = "".join(
        f'<path d="{stitch}" fill="none" stroke="#e3a81f" stroke-width="1.1" stroke-linecap="round"/>'
        for stitch in stitches
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 297 210">{lines}</svg>'


FRAME = frame()


def font(weight: str) -> Path:
    """Return the file of one of the fonts that ours uses, too."""
    return settings.FONTS_DIR / f"AtkinsonHyperlegibleNext-{weight}.ttf"


def by_weasyprint(values: dict) -> bytes:
    """Return the paper as WeasyPrint sets it from HTML, tagged like ours."""
    said = {name: html.escape(str(part)) for name, part in values.items()}
    rows = "".join(
        f"<tr><td>{number}</td><td>{html.escape(row['title'])}</td>"
        + "".join(f"<td>{amount}</td>" for amount in row["amounts"])
        + "</tr>"
        for number, row in enumerate(values["materials"], 1)
    )
    style = STYLE % {"regular": font("Regular").as_uri(), "bold": font("Bold").as_uri()}
    picture = proof_qr(*values["proof"]).svg_data_uri(border=2)
    page = f"""<html lang="id"><head><title>{said["document_title"]}</title><style>{style}</style>
<body><div class="frame">{FRAME}</div><p><b>{said["issuer_lines"]}</b></p><h1>{said["heading"]}</h1>
<p>Nomor: {said["number"]}</p><p>diberikan kepada</p><p class="name">{said["name"]}</p>
<p>{said["holder_lines"]}</p><p>{said["statement"]}</p><p class="title">{said["title"]}</p>
<p>{said["extent"]}</p><div class="bottom"><img alt="{said["qr_alt"]}" src="{picture}">
<p>{said["code"]}<br>{said["check_at"]}</p><p>{said["place_and_date"]}</p></div>
<div class="page2"><h2>{said["materials_heading"]}</h2><table>{rows}</table></div></body></html>"""
    fonts = FontConfiguration()
    return HTML(string=page).write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")


def by_reportlab(values: dict) -> bytes:
    """Return the paper as reportlab draws it; it knows no tags."""
    from reportlab.pdfgen.canvas import Canvas

    for name, weight in (("Ours", "Regular"), ("Ours-Bold", "Bold")):
        pdfmetrics.registerFont(TTFont(name, str(font(weight))))
    content = BytesIO()
    width, height = landscape(A4)
    canvas = Canvas(content, pagesize=(width, height))
    canvas.setTitle(values["document_title"])
    draw_frame(canvas, width, height)
    top = height - 24 * mm
    for text, size, colour, is_bold in (
        (" – ".join(values["issuer_lines"]), 16, LEAF, True),
        (values["heading"], 32, LEAF, True),
        (f"Nomor: {values['number']}", 12, None, False),
        ("diberikan kepada", 12, None, False),
        (values["name"], 26, None, True),
        *((line, 11.5, None, False) for line in values["holder_lines"]),
        (values["statement"], 13, None, False),
        (values["title"], 20, LEAF, True),
        (values["extent"], 13, None, False),
    ):
        style = ParagraphStyle(
            text[:8], fontName="Ours-Bold" if is_bold else "Ours", fontSize=size,
            leading=size * 1.2, alignment=1, textColor=colour or HexColor("#1b2421"),
        )  # fmt: skip
        paragraph = Paragraph(html.escape(text), style)
        _, used = paragraph.wrap(width - 52 * mm, height)
        paragraph.drawOn(canvas, 26 * mm, top - used)
        top -= used + 2 * mm
    draw_qr(canvas, values)
    said = ParagraphStyle("said", fontName="Ours", fontSize=10, leading=13)
    signer = values["signers"][0]
    for left, lines in (
        (90 * mm, ("Kode pemeriksaan", values["code"], values["check_at"], values["claim"])),
        (180 * mm, (values["place_and_date"], signer["position"], signer["name"])),
    ):
        paragraph = Paragraph("<br/>".join(map(html.escape, lines)), said)
        paragraph.wrap(80 * mm, height)
        paragraph.drawOn(canvas, left, 25 * mm)
    canvas.showPage()
    draw_frame(canvas, width, height)
    heading = ParagraphStyle("h", fontName="Ours-Bold", fontSize=20, leading=24, textColor=LEAF)
    top = height - 24 * mm
    rows = [[str(n), row["title"], *row["amounts"]] for n, row in enumerate(values["materials"], 1)]
    total = ["", values["total_name"], *values["totals"]]
    table = Table([["No", "Materi", *values["amount_names"]], *rows, total], repeatRows=1)
    every = ((0, 0), (-1, -1))
    table.setStyle(
        TableStyle(
            [
                ("FONTNAME", *every, "Ours"),
                ("LINEBELOW", *every, 0.5, LEAF),
                ("FONTNAME", (0, 0), (-1, 0), "Ours-Bold"),
                ("FONTNAME", (0, -1), (-1, -1), "Ours-Bold"),
                ("ALIGN", (2, 0), (-1, -1), "RIGHT"),
            ]
        )
    )
    for part in (
        Paragraph(html.escape(values["materials_heading"]), heading),
        Paragraph(html.escape(f"{values['title']} {values['name']} {values['number']}"), said),
        table,
        Paragraph("Bidang kompetensi", heading),
        *(Paragraph(f"• {html.escape(domain)}", said) for domain in values["domains"]),
    ):
        _, used = part.wrap(width - 52 * mm, height)
        part.drawOn(canvas, 26 * mm, top - used)
        top -= used + 3 * mm
    canvas.save()
    return content.getvalue()


def draw_frame(canvas, width: float, height: float) -> None:
    """Draw the stitches of the frame and the diamonds in its corners."""
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(1.1 * mm)
    canvas.setLineCap(1)
    for place in range(36):
        left = 18 * mm + place * 7.2 * mm
        for y in (9 * mm, height - 9 * mm):
            canvas.line(left, y, left + 5 * mm, y)
    for place in range(24):
        bottom = 18 * mm + place * 7.2 * mm
        for x in (9 * mm, width - 9 * mm):
            canvas.line(x, bottom, x, bottom + 5 * mm)
    for x in (12 * mm, width - 12 * mm):
        for y in (12 * mm, height - 12 * mm):
            for reach in (3.8 * mm, 2.3 * mm, 1 * mm):
                path = canvas.beginPath()
                path.moveTo(x, y - reach)
                path.lineTo(x + reach, y)
                path.lineTo(x, y + reach)
                path.lineTo(x - reach, y)
                path.close()
                canvas.drawPath(path)


def draw_qr(canvas, values: dict) -> None:
    """Draw its modules, a run of dark ones at a time."""
    qr = proof_qr(*values["proof"])
    side = 56 * mm / qr.symbol_size(border=2)[0]
    for row, modules in enumerate(qr.matrix):
        start = None
        for column, dark in enumerate([*modules, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                left, bottom = 26 * mm + start * side, 75 * mm - row * side
                canvas.rect(left, bottom, (column - start) * side, side, stroke=0, fill=1)
                start = None
