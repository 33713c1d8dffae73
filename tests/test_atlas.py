from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from koreamap.atlas import read_atlas
from koreamap.errors import BuildError
from small_build import sign

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.atlas import Atlas


def test_records_are_found_by_id(small_atlas: Atlas) -> None:
    assert list(small_atlas.layers) == ["basemap_korea", "parallel_38", "western_islands", "nll", "usfk_hubs"]
    assert small_atlas.places["nll"].hangul == "북방한계선"
    assert list(small_atlas.documents) == ["rusk-1951", "lee-2007"]
    assert "osm-borders" in small_atlas.sources


def test_ground_cannot_be_selected(small_atlas: Atlas) -> None:
    assert set(small_atlas.features) == {"38th-parallel", "baengnyeongdo", "nll", "osan-ab"}


def test_mentions_come_in_reading_order(small_atlas: Atlas) -> None:
    mentions = [link.mention for link in small_atlas.links_of("nll")]
    starts = [mention.start for mention in mentions]
    assert len(mentions) == 3
    assert starts == sorted(starts)
    assert {mention.document_id for mention in mentions} == {"lee-2007"}


def test_member_is_mentioned_through_its_group(small_atlas: Atlas) -> None:
    (link,) = small_atlas.links_of("baengnyeongdo")
    assert link.mention.passage_id == "rusk-1951/p2"
    assert small_atlas.by_key[link.key].mention.place_id == "western-islands"


def test_features_of_a_group_are_its_members(small_atlas: Atlas) -> None:
    assert small_atlas.features_of("western-islands") == ("baengnyeongdo",)
    assert small_atlas.features_of("nll") == ("nll",)


def test_missing_build_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="koreamap build"):
        read_atlas(tmp_path)


@pytest.mark.parametrize("content", ["{", "[]", '{"layers": {}}', '{"other": []}'])
def test_broken_build_names_the_file(small_folder: Path, content: str) -> None:
    (small_folder / "layers.json").write_text(content)
    sign(small_folder)
    with pytest.raises(BuildError, match=r"layers\.json"):
        read_atlas(small_folder)


def test_nothing_heavy_is_imported() -> None:
    code = "import sys, koreamap.atlas; print(sorted({'geopandas', 'pyproj', 'shapely', 'pandas'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert found.stdout.strip() == "[]"
