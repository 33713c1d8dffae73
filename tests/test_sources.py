"""The register of sources: complete, and every raw file as it was pinned."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from koreamap import sources
from koreamap.claims import find_claims
from koreamap.errors import SourceError
from koreamap.gazetteer import read_places
from koreamap.layers import find_layers
from koreamap.model import RawFeature
from koreamap.statements import read_statements

HERE = Path("SOURCES.toml")
HEAD = '[[source]]\nid = "a"\ntitle = "A"\nkind = "dataset"\nread = "whole"\n'
RECORD = f'{HEAD}licence = "ODbL-1.0"\nattribution = "© A"\n'
FILES = '[[source.files]]\npath = "a/x.geojson"\nsha256 = "{sha256}"\n'
PINNED = FILES.format(sha256="0" * 64)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A geodata folder with one source and one raw file."""
    data = json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature"}]}).encode()
    (tmp_path / "raw" / "a").mkdir(parents=True)
    (tmp_path / "raw" / "a" / "x.geojson").write_bytes(data)
    register = RECORD + FILES.format(sha256=hashlib.sha256(data).hexdigest())
    (tmp_path / "SOURCES.toml").write_text(register, encoding="utf-8")
    monkeypatch.setattr(sources, "geodata_dir", lambda: tmp_path)
    return tmp_path


def test_every_source_is_cited() -> None:
    cited = {id_ for module in find_layers() for id_ in module.SPEC.source_ids}
    for place in read_places().values():
        cited |= {*place.source_ids, *(name.source_id for name in place.names)}
    for test in find_claims():
        cited |= set(test.claim.source_ids)
    for statement in read_statements(read_places(), sources.read_sources()).statement:
        cited |= set(statement.source_ids)
    assert sources.read_sources().keys() - cited == set()


@pytest.mark.parametrize("source", sources.read_sources().values(), ids=lambda source: source.id)
def test_record_is_complete(source: sources.Source) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", source.id)
    assert source.note, "a source says how it was read and how sure it is"
    assert source.package_sha256 == "" or re.fullmatch(r"[0-9a-f]{64}", source.package_sha256)
    if source.files:
        assert source.licence
        assert source.attribution
    if source.licence == "ODbL-1.0" and source.files:
        assert source.attribution == "© OpenStreetMap contributors, ODbL 1.0"


@pytest.mark.parametrize("path", [raw.path for source in sources.read_sources().values() for raw in source.files])
def test_every_pinned_file_reads(path: str) -> None:
    assert sources.read_raw_features(path)


def test_every_raw_file_is_pinned() -> None:
    pinned = {raw.path for source in sources.read_sources().values() for raw in source.files}
    there = {p.relative_to(sources.raw_dir()).as_posix() for p in sources.raw_dir().rglob("*") if p.is_file()}
    assert there == pinned


@pytest.mark.thorough
def test_raw_files_bear_no_crs_member() -> None:
    for path in sources.raw_dir().rglob("*.geojson"):
        assert set(json.loads(path.read_bytes())) == {"type", "features"}, path


def test_reads_verified_features(home: Path) -> None:
    assert (home / "raw").is_dir()
    assert sources.read_raw_features("a/x.geojson") == (RawFeature(),)


def test_altered_file_is_refused(home: Path) -> None:
    file = home / "raw" / "a" / "x.geojson"
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(SourceError, match=r"raw file a/x\.geojson: found sha256 .* expected sha256 .*x\.geojson\)"):
        sources.read_raw("a/x.geojson")


def test_missing_file_is_refused(home: Path) -> None:
    (home / "raw" / "a" / "x.geojson").unlink()
    with pytest.raises(SourceError, match="No such file"):
        sources.read_raw("a/x.geojson")


@pytest.mark.parametrize("path", ["a/y.geojson", "../SOURCES.toml", "a/../a/x.geojson"])
def test_unregistered_file_is_refused(home: Path, path: str) -> None:
    assert home.is_dir()
    with pytest.raises(SourceError, match="found no record of it"):
        sources.read_raw(path)


@pytest.mark.parametrize("content", [b"[", b"[]", b'{"features": 1}', b"\xff"])
def test_what_is_no_collection_is_refused(home: Path, content: bytes) -> None:
    (home / "raw" / "a" / "x.geojson").write_bytes(content)
    register = RECORD + FILES.format(sha256=hashlib.sha256(content).hexdigest())
    (home / "SOURCES.toml").write_text(register, encoding="utf-8")
    with pytest.raises(SourceError, match=r"raw file a/x\.geojson"):
        sources.read_raw_features("a/x.geojson")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[source]", "valid TOML"),
        ("source = 3", "sources, source: found 3, expected a list"),
        ('[[source]]\ntitle = "A"\n', r"source \(no id, number 1\), id: found nothing"),
        ('[[source]]\nid = "a"\n', "source a, title: found nothing"),
        ('[[source]]\nid = "a"\ntitle = 3\n', "source a, title: found 3, expected text"),
        (RECORD.replace("dataset", "hearsay"), "source a, kind: found hearsay, expected one of dataset, given, none"),
        (RECORD.replace("whole", "half"), "source a, read: found half, expected one of excerpt, none, whole"),
        (RECORD + 'date = "July 1953"\n', "source a, date: found July 1953, expected an EDTF date"),
        (RECORD + 'creators = ["Doe, Jane, Dr"]\n', "expected text with one comma at most"),
        (RECORD + 'license = "MIT"\n', "source a, license: found it, expected no such field"),
        (RECORD + RECORD, "twice"),
        (RECORD + PINNED + RECORD.replace('"a"', '"b"') + PINNED, "twice"),
        (RECORD.replace("licence", "address") + PINNED, "without licence"),
        (RECORD + PINNED.replace("a/x", "../x"), "below geodata/raw"),
        (RECORD + FILES, "source a, files, a/x.geojson, sha256: found {sha256}, expected sha256 as 64"),
        (RECORD + "files = [1]\n", "source a, files: found 1, expected a table"),
    ],
)
def test_bad_register_is_refused(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        sources.parse_sources(text, HERE)


def test_missing_register_is_refused(home: Path) -> None:
    (home / "SOURCES.toml").unlink()
    with pytest.raises(SourceError, match="a readable file"):
        sources.read_sources()
