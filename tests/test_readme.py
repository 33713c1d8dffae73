"""The README's tables are those of the specs."""

import pytest

from koreamap.atlas import read_atlas
from koreamap.errors import BuildError
from koreamap.home import find_home
from koreamap.readme import fill_tables, find_readme, write_tables


def test_the_readme_is_what_the_build_would_write():
    readme = find_readme()
    assert readme == find_home() / "README.md"
    text = readme.read_text(encoding="utf-8")
    assert fill_tables(text, read_atlas()) == text


def test_every_thematic_layer_and_document_stands_in_it():
    atlas = read_atlas()
    text = find_readme().read_text(encoding="utf-8")
    thematic = [record for record in atlas.layers.values() if record["group"] in {"armistice", "context"}]
    assert all(f"| `{record['id']}` |" in text and record["summary"] in text for record in thematic)
    assert all(f"| `{id_}` |" in text for id_ in atlas.documents)


def test_a_table_without_a_mark_is_refused(tmp_path):
    path = tmp_path / "README.md"
    path.write_text("<!-- table: layers -->\n<!-- end -->\n", encoding="utf-8")
    with pytest.raises(BuildError, match="found layers, expected layers, documents, claims, formats, sources"):
        write_tables(path, read_atlas())
    assert path.read_text(encoding="utf-8") == "<!-- table: layers -->\n<!-- end -->\n"
