"""The scripts of the learner's pages: their own tests, their size, and how they become one file."""

import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from literasi.assets import AssetError, build_scripts, build_units, copy_scanner

MODULES = settings.BASE_DIR / "static" / "js"
LARGEST = 40_000
LARGEST_COMPRESSED = 12_000


def node() -> str:
    """Return the machine's Node.js, or the one that npm came with in this environment."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    found = shutil.which("node", path=places)
    assert found, "Node.js is missing: run `python3 run.py`, which brings it."
    return found


def test_the_pure_parts_of_the_scripts_do_what_their_own_tests_say():
    tests = sorted(str(path) for path in (settings.BASE_DIR / "tests" / "js").glob("*.test.mjs"))
    done = subprocess.run(
        [node(), "--test", *tests], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout


def test_all_modules_become_one_small_module(tmp_path):
    built = tmp_path / "literasi.js"

    assert build_scripts(MODULES, built) is True
    assert build_scripts(MODULES, built) is False

    text = built.read_text()
    assert "import " not in text.replace("important ", "")
    assert "export " not in text
    assert len(text.encode()) < LARGEST
    assert len(gzip.compress(text.encode())) < LARGEST_COMPRESSED


def test_the_one_module_is_a_module_that_runs(tmp_path):
    built = tmp_path / "literasi.mjs"
    build_scripts(MODULES, built)

    done = subprocess.run([node(), "--check", str(built)], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()


def test_every_module_is_joined_or_loaded_by_a_page_of_its_own():
    imported = {
        found
        for path in MODULES.glob("*.js")
        for found in re.findall(r'from "\./([\w-]+\.js)"', path.read_text())
    }
    loaded = {
        found
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for found in re.findall(r"js/([\w-]+\.js)", path.read_text())
    }
    assert {path.name for path in MODULES.glob("*.js")} <= imported | loaded | {"main.js"}


def test_the_words_of_scripts_are_not_mistaken_for_a_part_of_the_page():
    words = (settings.BASE_DIR / "templates/components/words/words.html").read_text()
    said = set(re.findall(r"^ (data-[\w-]+)=", words, re.MULTILINE))
    sought = {
        found
        for path in MODULES.glob("*.js")
        for found in re.findall(r"\[(data-[\w-]+)[\]=]", path.read_text())
    }
    assert said & sought == set()


def test_every_word_that_a_script_says_is_there_and_is_said():
    words = (settings.BASE_DIR / "templates/components/words/words.html").read_text()
    written = {
        re.sub(r"-(\w)", lambda found: found[1].upper(), name)
        for name in re.findall(r"^ data-([\w-]+)=", words, re.MULTILINE)
    }
    spoken = "".join(
        path.read_text() for path in MODULES.glob("*.js") if "wordsOf" in path.read_text()
    )
    assert {name for name in written if not re.search(rf"\b{name}\b", spoken)} == set()


def test_what_is_copied_names_no_source_map_which_a_production_server_would_look_for(tmp_path):
    build_units(settings.BASE_DIR, tmp_path / "scorm")
    copy_scanner(settings.BASE_DIR, tmp_path / "scanner")

    copied = sorted(tmp_path.rglob("*.js"))

    assert [path.name for path in copied] == [
        "qr-scanner-worker.min.js",
        "qr-scanner.min.js",
        "scorm12.min.js",
        "scorm2004.min.js",
    ]
    assert [path.name for path in copied if b"sourceMappingURL" in path.read_bytes()] == []


def test_a_module_is_joined_after_what_it_imports_and_only_once(tmp_path):
    (tmp_path / "main.js").write_text(
        'import { a } from "./a.js";\nimport { b } from "./b.js";\na();\nb();\n'
    )
    (tmp_path / "a.js").write_text("// Says one.\nexport function a() {\n  return 1;\n}\n")
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\nexport const b = a;\n')

    build_scripts(tmp_path, tmp_path / "whole.js")

    whole = "function a() {\nreturn 1;\n}\nconst b = a;\na();\nb();\n"
    assert (tmp_path / "whole.js").read_text() == whole


@pytest.mark.parametrize(
    ("main", "complaint"),
    [
        (
            'import { a } from "./none.js";\n',
            "none.js is missing: a module in static/js imports it.",
        ),
        ("export default 1;\n", "only `import { name } from` and exported declarations"),
        (
            'import { twice } from "./twice.js";\nconst twice = 2;\n',
            "the same name at their top: twice",
        ),
    ],
)
def test_what_cannot_be_joined_is_named(tmp_path, main, complaint):
    (tmp_path / "twice.js").write_text("export const twice = 1;\n")
    (tmp_path / "main.js").write_text(main)

    with pytest.raises(AssetError, match=complaint.replace("{", r"\{").replace("`", ".")):
        build_scripts(tmp_path, tmp_path / "whole.js")
