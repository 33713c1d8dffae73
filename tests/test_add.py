"""A file of anybody's becomes a document of theirs: on the command line, without reading more than the README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from koreamap.cli import main
from koreamap.text.documents import join_passage, read_own_documents

if TYPE_CHECKING:
    from pathlib import Path

ARMISTICE = """ARTICLE I
MILITARY DEMARCATION LINE AND DEMILITARIZED ZONE

1. A Military Demarcation Line shall be fixed.

ARTICLE II
CONCRETE ARRANGEMENTS FOR CEASE-FIRE

13. The Commanders shall:
(a) Order a cessation;
(b) Withdraw, except from PAENGYONG-DO, TAECHONG-DO and Panmuniom.[1]

[1] Signed at Panmunjom by General Clark.
"""


def run(*arguments: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exit_code == code, done.output
    return done.output


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_a_text_is_added_with_its_outline_links_and_left_over_names(tmp_path: Path, personal_folder: Path) -> None:
    said = run("add", write(tmp_path, "Armistice 1953.txt", ARMISTICE), "--date", "1953-07-27")
    assert "armistice-1953: Armistice 1953" in said
    assert "read as plain text, utf-8: 2 headings, 4 paragraphs, 1 footnotes" in said
    assert "article-II/p3  (Article II, 13(b))" in said
    assert "baengnyeongdo  Baengnyeongdo: 1 exact" in said
    assert "Panmuniom: panmunjom?" in said
    assert "Clark" in said.partition("left over")[2]
    folder = personal_folder / "documents" / "armistice-1953"
    assert f"written to {folder}" in said
    (document,) = read_own_documents().documents
    assert {passage.id.partition("/")[2]: join_passage(document, passage) for passage in document.passages} == {
        "article-I/h": "ARTICLE I MILITARY DEMARCATION LINE AND DEMILITARIZED ZONE",
        "article-I/p1": "1. A Military Demarcation Line shall be fixed.",
        "article-II/h": "ARTICLE II CONCRETE ARRANGEMENTS FOR CEASE-FIRE",
        "article-II/p1": "13. The Commanders shall:",
        "article-II/p2": "(a) Order a cessation;",
        "article-II/p3": "(b) Withdraw, except from PAENGYONG-DO, TAECHONG-DO and Panmuniom.",
        "fn1": "Signed at Panmunjom by General Clark.",
    }
