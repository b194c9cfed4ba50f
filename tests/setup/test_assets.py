"""One style sheet, one script and the fonts are made from their parts."""

import gzip

import brotli
import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from literasi import assets


def test_parts_are_joined_in_order_without_comments_and_needless_blanks(tmp_path):
    (tmp_path / "components").mkdir()
    (tmp_path / "main.css").write_text(
        '/* the parts */\n@import "a.css";\n@import url("components/b.css");\n'
    )
    (tmp_path / "a.css").write_text("a  >  b ,\nc:hover {\n  color : red ;\n}\n")
    (tmp_path / "components" / "b.css").write_text(
        '/* b */ .b { background: url("../../icons/b.svg"); }'
    )

    assets.build_styles(tmp_path, tmp_path / "made.css")

    joined = "a > b,c:hover{color : red}.b{background: url(../icons/b.svg)}\n"
    assert (tmp_path / "made.css").read_text() == joined


@pytest.mark.parametrize(
    "css",
    [
        'a{content: "/* not a comment */  ;  }"}\n',
        "a{background: url(data:image/svg+xml;utf8, <svg  x>)}\n",
        "a{width: calc(1px + 2px)}\n",
        "a :focus-visible{color: red}\n",
        r"a{content: '\' ;  {'}" + "\n",
    ],
)
def test_what_matters_to_a_browser_is_left_alone(css):
    assert assets.smaller(css) == css


def test_a_part_that_is_not_there_is_named(tmp_path):
    (tmp_path / "main.css").write_text('@import "gone.css";')

    with pytest.raises(
        assets.AssetError, match=r"main\.css names gone\.css, and there is no such file"
    ):
        assets.build_styles(tmp_path, tmp_path / "made.css")


def test_what_is_up_to_date_is_not_written_again(tmp_path):
    (tmp_path / "main.css").write_text("a{color: red}")

    assert [assets.build_styles(tmp_path, tmp_path / "made.css") for _ in range(2)] == [True, False]


def test_a_compressed_copy_lies_beside_what_a_phone_must_load(tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "made.css").write_text("a{color: red}")

    assets.compress(tmp_path)

    assert gzip.decompress((tmp_path / "css" / "made.css.gz").read_bytes()) == b"a{color: red}"
    assert brotli.decompress((tmp_path / "css" / "made.css.br").read_bytes()) == b"a{color: red}"


def test_two_modules_that_declare_one_name_are_refused(tmp_path):
    (tmp_path / "main.js").write_text(
        'import { a } from "./a.js";\nimport { b } from "./b.js";\na();\nb();\n'
    )
    (tmp_path / "a.js").write_text("const one = 1;\nexport function a() {\n  return one;\n}\n")
    (tmp_path / "b.js").write_text("const one = 2;\nexport function b() {\n  return one;\n}\n")

    with pytest.raises(assets.AssetError, match=r"declare the same name at their top: one\."):
        assets.build_scripts(tmp_path, tmp_path / "made.js")


def test_the_printed_font_holds_both_alphabets_in_one_file(tmp_path):
    assets.build_print_fonts(settings.BASE_DIR, tmp_path)

    letters = TTFont(tmp_path / "AtkinsonHyperlegibleNext-Bold.ttf").getBestCmap()
    assert {ord(letter) for letter in "aé–”Šşğ"} <= letters.keys()


def test_a_bundle_in_a_folder_takes_modules_of_the_folder_above_once(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "one.js").write_text("export const one = 1;\n")
    (tmp_path / "pages" / "two.js").write_text(
        'import { one } from "../one.js";\nexport const two = one + 1;\n'
    )
    (tmp_path / "pages" / "main.js").write_text(
        'import { one } from "../one.js";\nimport { two } from "./two.js";\nshow(one, two);\n'
    )

    assets.build_scripts(tmp_path / "pages", tmp_path / "made.js")

    joined = "const one = 1;\nconst two = one + 1;\nshow(one, two);\n"
    assert (tmp_path / "made.js").read_text() == joined


def test_the_reader_of_codes_is_copied_without_its_source_map(tmp_path):
    assets.copy_scanner(settings.BASE_DIR, tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "LICENSE",
        "qr-scanner-worker.min.js",
        "qr-scanner.min.js",
    ]
    assert b"sourceMappingURL" not in (tmp_path / "qr-scanner.min.js").read_bytes()
