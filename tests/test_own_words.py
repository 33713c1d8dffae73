"""What is wrong with a user's own places, layers and kept documents is said in Korean: each sentence of the code."""

from __future__ import annotations

import ast
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import inspect

import koreamap
from koreamap import toml
from koreamap.app import reading_words
from koreamap.app.reading_words import say_of_file
from koreamap.errors import DocumentError, GazetteerError
from koreamap.limits import LIMITS
from koreamap.own import import_places, read_own_layers
from koreamap.own._features import _KINDS
from koreamap.own._folder import OwnLayerFile, _PlaceFile
from koreamap.text.changes import Change, tell_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(koreamap.__file__).parent
MODULES = [
    *sorted((SOURCES / "own").glob("*.py")),
    *(SOURCES / name for name in ("personal.py", "beside.py", "ids.py", "geometry/_checking.py")),
    *(SOURCES / "text" / name for name in ("changes.py", "documents.py")),
]
"""Those whose words the Documents page shows of a reader's own things."""
DATA = {
    "Taken as given from 7.", "Placed by hand.", "Places added by hand", "by hand", "As stated by who gave it.",
    "As given.", "Not stated.", "not stated", "as given", "also at", "From 7.", "7 to 7", "own_7_7",
    '{"type": "FeatureCollection", "features": [\n7\n]}', ".7.7.new",
}  # fmt: skip
"""What is written into files and records, in English as theirs; it tells of no fault."""
PARTS = {
    "7 as 7", "7…, put back, or its file added anew", "row names", "rows name", "after passage 7",
    "before the first passage", "7: not a geometry of one type",
}  # fmt: skip
"""Parts of sentences that are tried whole, and one of what would be a bug."""
NO_WORDS = {"place", "crs", "lon", "lat"}
"""Names of members and keys."""
NAMES = (
    r"GeoJSON|TopoJSON|JSON|FeatureCollection|Feature|EPSG|EDTF|WGS 84|WKT|POINT|TOML|UTF-8|NaN|MB|KOREAMAP_MAX_\w+"
    r"|(layer|places|mentions|document)\.toml|features\.geojson|outline\.json|\[\[\w+\]\]|`koreamap places import`"
    r"|--crs|own-|koreamap link|geodata/raw|sha256|gn:\d+|\\uXXXX"
    r"|(?<![A-Za-z])(crs|lon|lat|wkt|name|title|id|nth|within|features|null)(?![A-Za-z])"
)
"""What is said in Latin letters in Korean, too."""
ANY = "7"
"""Stands for what only the run knows."""

Known = dict[str, list[ast.expr]]
"""What a module gives its names, whichever function does."""


def strip_names(said: str) -> str:
    return re.sub(NAMES, "", said)


def is_english(said: str) -> bool:
    return re.search("[A-Za-z]{2,}", strip_names(said)) is not None


def check_korean(sentence: str) -> None:
    """No English word is left of one that has any."""
    said = say_of_file(sentence)
    assert not is_english(said), f"{sentence!r} is said {said!r}: a form is missing in koreamap.app.own_words"


def write_out(node: ast.expr, known: Known, depth: int = 3) -> list[str]:
    """List what an expression may come to: what the run fills in is `ANY`."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return join(parts, known, depth)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return join([left, right], known, depth)
        case ast.Name(id=name) if depth and name in known:
            return [text for one in known[name] for text in write_out(one, known, depth - 1)]
    return [text for one in list_choices(node) for text in write_out(one, known, depth)] or [ANY]


def join(parts: list[ast.expr], known: Known, depth: int) -> list[str]:
    written = [write_out(part, known, depth) for part in parts]
    return ["".join(pieces) for pieces in itertools.product(*written)]


def list_choices(node: ast.expr) -> list[ast.expr]:
    """List what an expression chooses from; nothing where that is not known."""
    match node:
        case ast.FormattedValue(value=value):
            return [value]
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
        case ast.BoolOp(values=values):
            return values
    return []


def is_no_sentence(node: ast.AST) -> bool:
    """Tell a docstring, a table and a pattern."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Dict():
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):
            return True
    return False


def find_told(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield what errors, problems and faults are made of, and every text that has a space: a sentence, most likely."""
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if node in skipped or is_no_sentence(node):
            skipped.update(ast.walk(node))
        elif isinstance(node, ast.JoinedStr):
            skipped.update(child for child in ast.walk(node) if child is not node)
            yield node
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip():
            yield node
        elif isinstance(node, ast.Call):
            yield from (word.value for word in node.keywords if word.arg in {"found", "expected"})
            taken = {"Problem": slice(0, 3), "Fault": slice(2, 3), "self._refuse": slice(1, 3)}
            yield from node.args[taken.get(ast.unparse(node.func), slice(0, 0))]


def list_sentences(module: Path) -> set[str]:
    """List the sentences of a module, each once, with its figures and names filled in."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    known: Known = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant() | ast.JoinedStr() | ast.IfExp() as value):
                known.setdefault(name, []).append(value)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                for target, value in zip(names, values, strict=True):
                    known.setdefault(ast.unparse(target), []).append(value)
    told = {text.strip() for node in find_told(tree) for text in write_out(node, known)}
    return told - DATA - NO_WORDS - PARTS - {ANY}


@pytest.mark.usefixtures("in_korean")
@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_every_sentence_of_the_code_has_a_korean_form(module: Path) -> None:
    english = {said: say_of_file(said) for said in list_sentences(module) if is_english(said)}
    assert {sentence: said for sentence, said in english.items() if is_english(said)} == {}


def test_each_form_knows_its_own_sentence() -> None:
    """No form stands behind another that takes its sentences."""
    taken = {}
    for form, _pattern in reading_words._compile():
        sentence = re.sub(r"\{\w+\}", ANY, form)
        taken[form] = next(other for other, pattern in reading_words._compile() if pattern.fullmatch(sentence))
    assert {form: other for form, other in taken.items() if other != form} == {}


def test_sentences_are_found_however_they_are_written(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""Of a module."""\nwhole = f"{hash_}, put back"\nfound = "one" if x else f"two of {n}"\n'
        'raise E(f"place {id_}", found=found, expected=f"{whole}; or added")\n'
        "Fault(1, \"\", f\"found {len(cells)} {'cell' if n == 1 else 'cells'}\")\n"
        'self._refuse(row, "none", "it" + " twice")\nnotices = ["heights were dropped"]\n_SHAPE = re.compile("a b")\n',
        encoding="utf-8",
    )
    assert list_sentences(module) == {
        "7, put back", "place 7", "one", "two of 7", "7, put back; or added", "found 7 cell", "found 7 cells", "none",
        "it twice", "heights were dropped",
    }  # fmt: skip


@pytest.mark.usefixtures("in_korean")
@pytest.mark.parametrize("record", [OwnLayerFile, _PlaceFile])
def test_what_the_files_of_an_own_layer_may_hold_is_said_in_korean(record: type) -> None:
    for described in {*list_described(inspect.type_info(record))} - {""}:
        check_korean(re.sub(r"(?<=one of ).*", ANY, described))
    for word in ("it", "no such field", "nothing", *_KINDS.values()):
        check_korean(word)


def list_described(info: inspect.Type) -> Iterator[str]:
    yield toml._describe(info)
    match info:
        case inspect.Metadata(type=inner):
            yield from list_described(inner)
        case inspect.UnionType(types=types) | inspect.TupleType(item_types=types):
            for one in types:
                yield from list_described(one)
        case inspect.StructType(fields=fields):
            for field in fields:
                yield from list_described(field.type)
        case inspect.VarTupleType(item_type=item) | inspect.DictType(value_type=item):
            yield from list_described(item)


@pytest.mark.usefixtures("in_korean")
@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (b"", "x.geojson", "빈 파일"),
        (b"[1, 2]", "x.geojson", "JSON이지만 GeoJSON이 아님: 목록"),
        (b'{"type": "FeatureCollection"}', "x.json", "features가 없는 FeatureCollection"),
        (b'{"type": "Topology"}', "x.geojson", "GeoJSON이 아닌 TopoJSON"),
        (b'{"a": }', "x.json", "1행 7자에서 끊기거나 잘못된 JSON(값이 없음)"),
        (b'{"a": 1', "x.json", "1행 8자에서 끊기거나 잘못된 JSON(쉼표가 없음)"),
        (b'{"a" 1}', "x.json", "1행 6자에서 끊기거나 잘못된 JSON(쌍점이 없음)"),
        (b"{a: 1}", "x.json", "1행 2자에서 끊기거나 잘못된 JSON(큰따옴표로 묶은 이름이 없음)"),
        (b'{"a": 1} x', "x.json", "1행 10자에서 끊기거나 잘못된 JSON(끝난 뒤에 글이 더 있음)"),
        (b'{"a": "', "x.json", "1행 7자에서 끊기거나 잘못된 JSON(따옴표가 닫히지 않음)"),
        (b'{"a": "\\x"}', "x.json", "1행 8자에서 끊기거나 잘못된 JSON(잘못된 \\ 표기)"),
        (b"name,b\n1,2\n", "x.csv", "열 name, b"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_in_korean(data: bytes, name: str, found: str) -> None:
    with pytest.raises(GazetteerError) as told:
        import_places(data, name)
    assert say_of_file(told.value.found) == found
    check_korean(told.value.expected)


GEOMETRIES = (
    "7",
    "{}",
    '{"type": "Curve"}',
    '{"geo_wkt": "POINT 1 2"}',
    '{"type": "Point", "coordinates": null}',
    '{"type": "Point", "coordinates": [1]}',
    '{"type": "Point", "coordinates": ["a", 2]}',
    '{"type": "Point", "coordinates": [200, 38]}',
    '{"type": "LineString", "coordinates": 7}',
    '{"type": "LineString", "coordinates": [[1, 2]]}',
    '{"type": "LineString", "coordinates": [[1, 2], [1, 2]]}',
    '{"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]}',
    '{"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6]]]}',
    '{"type": "GeometryCollection", "geometries": []}',
    (
        '{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]},'
        ' {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}]}'
    ),
)


@pytest.mark.usefixtures("in_korean")
@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_what_is_wrong_with_a_geometry_is_told_in_korean(geometry: str) -> None:
    data = f'{{"type": "Feature", "properties": {{"name": "해주"}}, "geometry": {geometry}}}'
    (fault,) = import_places(data.encode(), "x.geojson").faults
    said = say_of_file(str(fault))
    assert said.startswith("1행 (해주): 찾은 값 ")
    assert not is_english(re.sub("Curve|None|(Multi)?(LineString|Point|Polygon)", "", said)), said


@pytest.mark.usefixtures("in_korean")
def test_what_was_done_to_rows_is_told_in_korean() -> None:
    rows = "해주,125.7,38.0,A\n해주,125.7,38.0,B\n산,126,38,C\n옹진,125.3,37.9,D\n옹진,200,3,E\n"
    found = import_places(f"name,lon,lat,note\n{rows}".encode("cp949"), "x.csv", crs="EPSG:4326")
    for sentence in (*found.notices, *map(str, found.faults)):
        check_korean(sentence.replace("cp949", "7"))
    projected = import_places("name,x,y\n해주,900000,2000000\n".encode(), "x.csv", crs="EPSG:5179")
    assert [re.sub(r"\(.*\)", "", say_of_file(said)) for said in projected.notices] == [
        "좌표를 EPSG:5179로 읽고 WGS 84로 바꿈"
    ]


@pytest.mark.usefixtures("in_korean")
def test_limits_of_files_of_places_are_told_in_korean() -> None:
    for limit in LIMITS:
        with pytest.raises(DocumentError) as told:
            limit.check("a", limit.read() + 1.5)
        check_korean(told.value.expected)
        if "PLACES" in limit.name:
            check_korean(told.value.found)


@pytest.mark.usefixtures("in_korean")
def test_faults_of_an_own_layer_are_told_in_korean(tmp_path: Path) -> None:
    folder = tmp_path / "camps"
    folder.mkdir()
    (folder / "layer.toml").write_text('title = "Camps"\n', encoding="utf-8")
    (folder / "places.toml").write_text(
        '[[place]]\nid = "own-a"\nkind = "site"\nnames = [{ text = "가", system = "hangul", lang = "ko" }]\n'
        '[[place]]\nid = "own-b"\nkind = "site"\nlon = 300\nlat = 38\nnames = [{ text = "나" }]\n',
        encoding="utf-8",
    )
    (folder / "features.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "own-c", "properties": {"name": "다"}, '
        '"geometry": {"type": "Point"}}]}',
        encoding="utf-8",
    )
    said = [say_of_file(str(problem)).replace(str(folder), "") for problem in read_own_layers(tmp_path).problems]
    assert said == [
        (
            "features.geojson: 찾은 값 1행 (다): 찾은 값 위치 None, 필요한 값 경도와 위도, "
            "필요한 값 모두 온전한 지물 (/features.geojson)"
        ),
        (
            "장소 own-a: 찾은 값 도형 없음, "
            "필요한 값 lon과 lat, 또는 features.geojson에 있는 같은 id의 지물 (/places.toml)"
        ),
        "장소 own-b, lon: 찾은 값 300, 필요한 값 -180에서 180 사이의 도 (/places.toml)",
    ]


@pytest.mark.usefixtures("in_korean")
def test_what_was_changed_in_a_kept_text_is_told_in_korean() -> None:
    changes = [Change("a/1/p2", "old: gone is “x”", "new"), Change("a/p3", "old", ""), Change("a/p3", "", "new"),
               Change("", "", "new"), Change("", "old", ""), Change("", "old", "new")]  # fmt: skip
    assert [say_of_file(told) for told in tell_changes(changes)] == [
        "구절 1/p2: 지금은 “new”, 전에는 “old: gone is “x””",
        "구절 p3: 없어진 글 “old”",
        "구절 p3 뒤: 새로 든 글 “new”",
        "첫 구절 앞: 새로 든 글 “new”",
        "첫 구절 앞: 없어진 글 “old”",
        "첫 구절 앞: 지금은 “new”, 전에는 “old”",
    ]
    assert say_of_file(tell_changes(changes * 4)[-1]) == "그 밖에 4개"
    assert say_of_file("only white space is other") == "빈칸만 다름"


@pytest.mark.usefixtures("in_korean")
@pytest.mark.parametrize(
    "sentence",
    [
        "Z: no place own-z in the gazetteer",
        "curated mention 'Z' in p: found 2 occurrences, expected one (or say which: nth, within) (mentions.toml)",
        "curated mention 'Z' in p: found 1 occurrences, expected at least 2 (mentions.toml)",
        "curated mention 'Z' in p: found half a gap between two slices, expected words",
        "curated mention 'Z': found passage p, expected one of the text",
        "passage p: found curated mentions that overlap, expected them apart",
        "document d: found mentions in p, expected its passages",
        "document d: found Z twice, expected once",
    ],
)
def test_decisions_without_effect_are_told_in_korean(sentence: str) -> None:
    check_korean(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "document letter: found a text that differs from the linked version, with sha256 0a1b2c…, "
            "expected 3d4e5f…, put back, or its file added anew; its links are disabled, none is shifted "
            "(/home/a (b)/text.txt)"
        ),
        (
            "features.geojson: found row 3 (A (b)): found no geometry, expected coordinates, "
            "expected each feature sound (/x)"
        ),
        "place own-a, names, A: found nothing, expected text (/x/places.toml)",
    ],
)
def test_english_says_it_as_it_was_said(sentence: str) -> None:
    assert say_of_file(sentence) == sentence
