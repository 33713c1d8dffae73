"""Which column of a table, or member of a feature, says what: the names under which each is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["COLUMNS", "find_fields", "split_list"]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "@id", "identifier", "uri", "place_id", "식별자"),
    "name": (
        "name", "title", "toponym", "placename", "place_name", "place", "label", "vocab_label", "titles", "site",
        "name_en", "name:en", "english",
        "이름", "지명", "명칭", "장소", "영문명",
    ),
    "name_ko": ("name_ko", "name:ko", "ko", "korean", "hangul", "한글", "한글명", "국문", "국문명"),
    "names": (
        "names", "variants",
        "alt_name", "alt_names", "altnames", "alternative_names", "aliases", "other_names", "hanja",
        "name_hanja", "quote_transcription", "quotes", "별칭", "이칭", "다른이름", "한자", "한자명",
    ),
    "kind": (
        "kind", "type", "types", "feature_type", "place_type", "place_types", "category", "class",
        "종류", "유형", "분류",
    ),
    "begin": ("from", "start", "begin", "valid_from", "start_date", "begin_date", "date_from", "since", "시작"),
    "end": ("to", "end", "valid_to", "end_date", "date_to", "until", "끝", "종료", "종료일"),
    "date": ("date", "when", "year", "날짜", "일자", "연도"),
    "accuracy": ("accuracy_m", "accuracy", "uncertainty_m", "precision_m", "정확도"),
    "status": ("status", "상태"),
    "source": (
        "source", "sources", "citation", "reference", "title_source", "geo_source", "source_gazetteers", "출처", "근거",
    ),
    "same_as": ("same_as", "sameas", "matches", "uris"),
    "note": ("note", "notes", "description", "desc", "remarks", "comment", "comments", "비고", "설명", "주"),
    "lon": ("lon", "lng", "long", "longitude", "x", "easting", "경도", "x좌표"),
    "lat": ("lat", "latitude", "y", "northing", "위도", "y좌표"),
    "wkt": ("wkt", "geowkt", "geo_wkt", "geom", "geometry", "the_geom", "shape", "wkt_geom"),
}  # fmt: skip
"""Field -> the names of its column, in lower case; the first that a file has is taken."""

SEVERAL = frozenset({"names", "same_as", "note", "source", "name_ko"})
"""Fields for which all of a file's columns are taken."""

_FIELDS = {name: field for field, names in COLUMNS.items() for name in names}
_RANK = {name: rank for names in COLUMNS.values() for rank, name in enumerate(names)}
_PARTS = re.compile(r"\s*[;|]\s*")


def find_fields(header: Iterable[str]) -> dict[str, list[str]]:
    """Say which of a file's columns hold which field, the likeliest first; what is no field's is under nothing."""
    found: dict[str, list[str]] = {}
    for column in header:
        found.setdefault(_FIELDS.get(_fold(column), ""), []).append(column)
    fields = {
        field: sorted(columns, key=lambda column: _RANK[_fold(column)]) for field, columns in found.items() if field
    }
    rest = list(found.get("", ()))
    names = fields.get("name", [])
    for field, columns in fields.items():
        if field not in SEVERAL:
            rest += columns[1:] if columns is not names else []
            fields[field] = columns[:1]
    if names:
        fields |= {"names": names[1:] + fields.get("names", [])}
    return {**fields, "": rest}


def split_list(text: str) -> tuple[str, ...]:
    """Take a cell with several values apart: a semicolon or a bar stands between them."""
    return tuple(part for part in _PARTS.split(text.strip()) if part)


def _fold(column: str) -> str:
    return column.strip().casefold().replace(" ", "_")
