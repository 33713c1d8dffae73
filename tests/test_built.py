"""The built files: what is written is read back as the same record, and a broken one is refused by name."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from koreamap.annotations import build_page, read_page
from koreamap.atlas import read_atlas
from koreamap.built import BUILT, encode_lines, read_features, read_file
from koreamap.errors import BuildError
from koreamap.home import layers_dir
from koreamap.manifest import read_manifest
from small_build import sign

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LAYERS = read_manifest(layers_dir())


@pytest.mark.parametrize("stem", BUILT)
def test_a_built_file_is_read_and_written_unchanged(stem: str, tmp_path: Path) -> None:
    file = f"{stem}.json"
    record = read_file(LAYERS, file, BUILT[stem])
    assert json.loads(encode_lines(record)) == json.loads(LAYERS.read(file))
    (tmp_path / file).write_bytes(encode_lines(record))
    sign(tmp_path)
    assert read_file(read_manifest(tmp_path), file, BUILT[stem]) == record


@pytest.mark.parametrize("file", sorted(layers_dir().glob("*.geojson")), ids=lambda file: file.stem)
def test_the_features_of_a_layer_say_what_their_file_says(file: Path) -> None:
    members = {item["id"]: item["properties"] for item in json.loads(file.read_bytes())["features"]}
    features = read_features(LAYERS, file.name)
    assert [feature.id for feature in features] == list(members)
    for feature in features:
        said = msgspec.structs.asdict(feature.properties)
        written = members[feature.id]
        assert {name for name, value in said.items() if value not in {None, "", 0}} <= set(written)
        for name, value in written.items():
            day = re.fullmatch(r"(\d{4}-\d\d-\d\d)/\1", str(value))
            assert said[name] == (day[1] if day else value), (feature.id, name)


def test_links_survive_their_w3c_form() -> None:
    links = read_atlas().links
    assert read_page(build_page(links)) == tuple(links)


def first(member: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda content: content[member][0]


FAULTS: dict[str, tuple[str, Callable[[dict[str, Any]], object], str]] = {
    "marker": (
        "layers",
        lambda c: first("layers")(c)["style"].update(marker="star"),
        "layers basemap_korea, style, marker: found star, expected one of circle, diamond, open-circle, open-diamond",
    ),
    "no colour": (
        "layers",
        lambda c: first("layers")(c)["style"].pop("color"),
        "layers basemap_korea, style, color: found nothing, expected text",
    ),
    "unknown field": (
        "layers",
        lambda c: first("layers")(c).update(colour="red"),
        "layers basemap_korea, colour: found it, expected no such field",
    ),
    "kind": ("places", lambda c: first("places")(c).update(kind="lake"), "places 38th-parallel, kind: found lake"),
    "status": (
        "places",
        lambda c: first("places")(c).update(status=["sure"]),
        "places 38th-parallel, status: found sure, expected one of agreed, as given, derived",
    ),
    "source": ("places", lambda c: first("sources")(c).update(title=7), "sources osm-borders, title: found 7"),
    "passage": (
        "documents",
        lambda c: first("documents")(c)["passages"][0].update(kind="verse"),
        "documents rusk-1951, passages, rusk-1951/p1, kind: found verse, expected one of footnote, heading",
    ),
    "item": ("links", lambda c: c.update(items=[1]), "links.json, items: found 1, expected a table"),
    "offset": (
        "links",
        lambda c: first("items")(c)["target"]["selector"][0].update(start="x"),
        "start: found 'x', expected a whole number",
    ),
    "target": (
        "links",
        lambda c: first("items")(c)["target"].pop("koreamap:passage"),
        "target, koreamap:passage: found nothing, expected text",
    ),
    "profile": (
        "findings",
        lambda c: c["profiles"].update(areas=[{"id": "a"}]),
        "findings.json, profiles, areas, a, label: found nothing, expected text",
    ),
    "findings": ("findings", lambda c: c.pop("claims"), "findings.json, claims: found nothing, expected a list"),
    "property": (
        "nll",
        lambda c: first("features")(c)["properties"].update(accuracy_m="far"),
        "features nll, properties, accuracy_m: found 'far', expected a number",
    ),
    "strange property": (
        "nll",
        lambda c: first("features")(c)["properties"].update(colour="red"),
        "features nll, properties, colour: found it, expected no such field",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_file_is_refused_with_what_found_expected_and_file(small_folder: Path, fault: str) -> None:
    stem, spoil, message = FAULTS[fault]
    file = small_folder / (f"{stem}.json" if stem in BUILT else f"{stem}.geojson")
    content = json.loads(file.read_bytes())
    spoil(content)
    file.write_text(json.dumps(content), encoding="utf-8")
    sign(small_folder)
    with pytest.raises(BuildError) as refusal:
        read_atlas(small_folder)
    assert message in str(refusal.value)
    assert str(refusal.value).endswith(f"({file})")
