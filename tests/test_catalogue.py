"""The tables in docs/ are those of the specs."""

import pytest

from koreamap.atlas import read_atlas
from koreamap.catalogue import fill_tables, find_pages, write_tables
from koreamap.errors import BuildError
from koreamap.home import find_home


def test_every_page_is_what_the_build_would_write():
    atlas = read_atlas()
    pages = find_pages()
    assert find_home() / "docs" / "catalogue.md" in pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert fill_tables(text, atlas) == text, page.name


def test_every_thematic_layer_and_document_stands_in_it():
    atlas = read_atlas()
    text = "".join(page.read_text(encoding="utf-8") for page in find_pages())
    thematic = [record for record in atlas.layers.values() if record.group in {"main", "context"}]
    assert all(f"| `{record.id}` |" in text and record.summary in text for record in thematic)
    assert all(f"| `{id_}` |" in text for id_ in atlas.documents)


def test_a_table_without_a_mark_is_refused(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("<!-- table: layers -->\n<!-- end -->\n", encoding="utf-8")
    with pytest.raises(BuildError, match="found layers, expected each once: layers, documents, claims, formats"):
        write_tables([path], read_atlas())
    assert path.read_text(encoding="utf-8") == "<!-- table: layers -->\n<!-- end -->\n"


def test_an_unknown_table_is_refused():
    with pytest.raises(BuildError, match="found nothing, expected one of layers"):
        fill_tables("<!-- table: nothing -->\n<!-- end -->\n", read_atlas())
