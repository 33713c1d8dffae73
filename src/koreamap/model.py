"""The nouns of koreamap, as frozen records.

Coordinates are (longitude, latitude) on WGS 84. Offsets count Unicode code points of a document's
``text.txt``, end exclusive. A quantity's name ends in its unit: ``_m``, ``_km``, ``_km2``, ``_px``.

References
----------
RFC 7946 (Feature), W3C Web Annotation Data Model (Passage, Mention, Link), Linked Places (Place, Name).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = [
    "CORE",
    "STATUSES",
    "VERDICTS",
    "Claim",
    "Document",
    "Expectations",
    "Feature",
    "Finding",
    "GeometryType",
    "Label",
    "Layer",
    "LayerSpec",
    "Link",
    "Measure",
    "Mention",
    "Name",
    "NoteMark",
    "PageMark",
    "Passage",
    "Place",
    "RawFile",
    "Section",
    "Source",
    "Style",
]

STATUSES = ("agreed", "unilateral", "disputed", "derived", "schematic", "surveyed")
"""What a geometry may claim to be; several may hold at once. ``surveyed``: digitised from a mapped outline or a
listed coordinate, with nobody disputing where it is."""

CORE = ("parallel_38", "mdl", "dmz", "nll", "western_islands", "usfk_hubs")
"""The six layers that the subject is about; they are on in the first view."""

VERDICTS = ("supported", "partly supported", "contradicted", "not testable")
"""What a claim may be found to be."""

GeometryType = Literal["Point", "LineString", "Polygon"]
"""A layer has one: the geometry or its Multi form."""

Group = Literal["armistice", "context", "basemap", "evidence"]
Verdict = Literal["supported", "partly supported", "contradicted", "not testable"]
Marker = Literal["circle", "square", "open-square", "diamond"]
PassageKind = Literal["title", "heading", "paragraph", "footnote"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFile:
    """A file of a source, pinned by its hash.

    Parameters
    ----------
    path : str
        Below ``geodata/raw/``, with forward slashes.
    sha256 : str
        Of the whole file, 64 hexadecimal digits.
    """

    path: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a geometry, a name or a value comes from.

    Parameters
    ----------
    id : str
        Short and speaking: ``osm-borders``.
    title, publisher : str
        As the publisher writes them.
    address : str
        URL, archive reference or ``npm:``/``pypi:`` package coordinates; empty where there is none.
    version, vintage : str
        Of the package, and the date of what it says (EDTF); empty when unknown.
    licence, attribution : str
        SPDX identifier or words, and the line that must stand beside the data.
    note : str
        How it was read and how sure it is.
    package_sha256 : str
        Of the registry package that the files were taken from; empty for a source without one.
    files : tuple of RawFile
        What was carried in; empty for a source that is only cited.
    """

    id: str
    title: str
    publisher: str
    address: str = ""
    version: str = ""
    vintage: str = ""
    licence: str = ""
    attribution: str = ""
    note: str = ""
    package_sha256: str = ""
    files: tuple[RawFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a place.

    Parameters
    ----------
    text : str
        As written.
    lang : str
        BCP 47: ``en``, ``ko``, ``ko-Latn``.
    system : str
        ``english``, ``revised-romanization``, ``mccune-reischauer``, ``hangul``, ``hanja``, ``local`` (another script),
        ``acronym``, ``document`` or ``demonym``.
    source_id : str
        The source or document that uses it; empty for common usage.
    match : bool
        Whether mentions are looked for by this form. False for a form that means too many things.
    lower : bool
        Whether it may stand in lower case in running text ("demilitarized zone").
    """

    text: str
    lang: str = "en"
    system: str = "english"
    source_id: str = ""
    match: bool = True
    lower: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry; its feature, where it has one, bears the same id.

    Parameters
    ----------
    id : str
        ``[a-z0-9-]+``, stable.
    kind : str
        ``line``, ``zone``, ``island``, ``water``, ``river``, ``base``, ``port``, ``site``, ``city``, ``corridor``,
        ``area``, ``state``, ``region``, ``group`` or ``event``.
    names : tuple of Name
        The first is the title; at least one has ``lang="ko"`` where Koreans have a name for it.
    layer : str
        The layer that draws it; empty for a group.
    members : tuple of str
        For a group: the ids of the places it consists of.
    valid_from, valid_to : str
        EDTF dates; empty when unknown or still so.
    status : tuple of str
        From `STATUSES`.
    method : str
        How the geometry was made, in a sentence.
    accuracy_m : float or None
        Half-width in metres within which the true course or position lies; None only where nobody stated one, and
        then ``accuracy_note`` says so.
    accuracy_note, note : str
        Why so accurate; and what a reader must know (a trap, a doubt).
    source_ids : tuple of str
        Into ``SOURCES.toml``.
    lon, lat : float or None
        For a point that the record itself carries, degrees.
    label : str
        What the map writes; empty for the first name.
    hub : str
        For a base or port: the id of its hub area.
    date_label : str
        For an event: the year as the map writes it.
    """

    id: str
    kind: str
    names: tuple[Name, ...]
    layer: str = ""
    members: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    status: tuple[str, ...] = ()
    method: str = ""
    accuracy_m: float | None = None
    accuracy_note: str = ""
    note: str = ""
    source_ids: tuple[str, ...] = ()
    lon: float | None = None
    lat: float | None = None
    label: str = ""
    hub: str = ""
    date_label: str = ""

    @property
    def title(self) -> str:
        """The first name."""
        return self.names[0].text

    @property
    def hangul(self) -> str:
        """The first Hangul name, or an empty string."""
        return next((name.text for name in self.names if name.system == "hangul"), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """How a layer's features are written on the map.

    Parameters
    ----------
    min_zoom, max_zoom : float
        Web map zoom levels between which the label shows.
    priority : int
        Higher wins where two collide.
    size_px : float
        Height of the Latin text; Hangul is set a tenth smaller.
    along : bool
        Written along the line's course.
    italic : bool
        For water.
    suffix : str
        Appended in a lighter hand, for example ``"schematic"``.
    """

    min_zoom: float = 5
    max_zoom: float = 19
    priority: int = 50
    size_px: float = 12
    along: bool = False
    italic: bool = False
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a layer looks: the one record that web, print and QGIS read.

    Parameters
    ----------
    color, color_dark : str
        ``#rrggbb`` on the light and the dark ground; at least 3:1 contrast to it.
    width_px : float
        Of the line or outline.
    dash_px : tuple of float
        Lengths of strokes and gaps in px; empty for a solid line.
    casing_px : float
        Width of the white (dark theme: ground) casing on each side; 0 for none.
    double : bool
        Two thin parallel strokes.
    fill_opacity, stroke_opacity : float
        0 to 1.
    hatch : bool
        Hatched in black-and-white print.
    marker : str
        For points.
    size_px : float
        Side or diameter of the marker.
    label : Label or None
        None for a layer without labels.
    """

    color: str
    color_dark: str
    width_px: float = 1.5
    dash_px: tuple[float, ...] = ()
    casing_px: float = 0
    double: bool = False
    fill_opacity: float = 0
    stroke_opacity: float = 1
    hatch: bool = False
    marker: Marker = "circle"
    size_px: float = 9
    label: Label | None = field(default_factory=Label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectations:
    """What a built layer must be; the build stops when it is not.

    Parameters
    ----------
    count : tuple of int
        Least and greatest number of features.
    bbox : tuple of float
        West, south, east, north in degrees, within which all must lie.
    length_km : dict
        Feature id to (least, greatest) geodesic length, km.
    area_km2 : dict
        Feature id to (least, greatest) geodesic area, km².
    """

    count: tuple[int, int]
    bbox: tuple[float, float, float, float]
    length_km: dict[str, tuple[float, float]] = field(default_factory=dict)
    area_km2: dict[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSpec:
    """What a layer is, before it is built.

    Parameters
    ----------
    id : str
        Module and file name.
    title, title_ko, summary : str
        For the legend; the summary is one sentence.
    geometry_type : str
        The single type, its Multi form included.
    group : str
        ``armistice`` (core), ``context``, ``basemap`` or ``evidence`` (drawn only while it is selected).
    order : int
        Draw and legend order: lower is drawn first (further down).
    shown : bool
        On in the first view.
    style : Style
        The look.
    expectations : Expectations
        What the build enforces.
    source_ids : tuple of str
        Of the geometry.
    min_zoom, max_zoom : float
        Web map zoom between which the layer is drawn (the two scales of the basemap).
    """

    id: str
    title: str
    title_ko: str
    summary: str
    geometry_type: GeometryType
    group: Group
    order: int
    style: Style
    expectations: Expectations
    source_ids: tuple[str, ...]
    shown: bool = False
    min_zoom: float = 0
    max_zoom: float = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A geometry with its properties (RFC 7946).

    Parameters
    ----------
    id : str
        The place's id; unique over all layers.
    geometry : shapely.geometry.base.BaseGeometry
        WGS 84, (lon, lat).
    properties : dict
        Flat: str, int, float or None.
    """

    id: str
    geometry: BaseGeometry
    properties: dict[str, str | float | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A built layer: its spec and its features, sorted by id."""

    spec: LayerSpec
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading's reach within a document.

    Parameters
    ----------
    id : str
        ``2.C``; empty for the front matter.
    title : str
        As printed, markup taken off.
    level : int
        1 for the outermost.
    """

    id: str
    title: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMark:
    """Where a footnote's mark hangs: at `offset` of the text, leading to the passage `passage_id`."""

    offset: int
    passage_id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMark:
    """Where a page begins: at `offset`, with the page's printed `label`."""

    offset: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A citable piece of a document: whole again where the print broke it.

    Parameters
    ----------
    id : str
        ``lee-2007/2.C/p2``, ``lee-2007/fn14``.
    document_id, section_id : str
        Where it stands.
    kind : str
        ``title``, ``heading``, ``paragraph`` or ``footnote``.
    label : str
        For a citation: ``§ 2.C, ¶ 2`` or ``n. 14``.
    slices : tuple of (int, int)
        In reading order. Its text is the slices joined by one space where the gap between two holds white space or
        the gap is a page break, by nothing otherwise.
    page : str
        The page on which it begins, where the text marks pages; else empty.
    notes, pages : tuple
        The note marks and page marks inside it.
    """

    id: str
    document_id: str
    section_id: str
    kind: PassageKind
    label: str
    slices: tuple[tuple[int, int], ...]
    page: str = ""
    notes: tuple[NoteMark, ...] = ()
    pages: tuple[PageMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text and its catalogue record.

    Parameters
    ----------
    id, title, short_title, author, date : str
        ``short_title`` is what a tab shows: "Rusk 1951"; `date` is EDTF.
    citation : str
        In full, ready to be quoted.
    address : str
        URL of the published text, or empty.
    rights : str
        In words.
    quotable : str
        ``all`` (may be handed on whole) or ``passages`` (only linked passages may).
    note : str
        What a reader should know of the text's state.
    text : str
        The whole of ``text.txt``.
    sha256 : str
        Of its bytes.
    sections, passages : tuple
        In reading order.
    """

    id: str
    title: str
    short_title: str
    author: str
    date: str
    citation: str
    address: str
    rights: str
    quotable: Literal["all", "passages"]
    note: str
    text: str
    sha256: str
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of a document that names a place (Web Annotation: quote and position).

    Parameters
    ----------
    document_id, passage_id : str
        Where it stands.
    start, end : int
        Offsets into the document's text; ``text[start:end] == exact``.
    exact, prefix, suffix : str
        The quote and up to 32 characters on each side.
    place_id : str
        What it names.
    made_by : str
        ``rule`` (a form of the gazetteer) or ``curated`` (a person said so).
    note : str
        For a curated one: why.
    """

    document_id: str
    passage_id: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    place_id: str
    made_by: Literal["rule", "curated"]
    note: str = ""

    @property
    def id(self) -> str:
        """``lee-2007:1234-1250`` (a second place at the same span adds ``:place``)."""
        return f"{self.document_id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Mention -> place -> features.

    Parameters
    ----------
    mention : Mention
        The span.
    feature_ids : tuple of str
        One for a place with its own geometry, the members' for a group.
    """

    mention: Mention
    feature_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence of a document that says something of places, restated so that it can be tested.

    Parameters
    ----------
    id : str
        The document's first word and what is claimed: ``lee-nll-three-miles``.
    title : str
        For a table, a few words.
    document_id, passage_id : str
        Where it stands.
    quote : str
        The words themselves, exactly as the document's text has them, within one slice of the passage.
    nth : int
        Which occurrence in the passage, from 1.
    restated : str
        The claim in a form that geometry, a count or a source can decide.
    place_ids : tuple of str
        The places involved; the build stops when one is gone.
    tolerance, tolerance_reason : str
        What still counts as true, and why so much; empty only for a claim that nothing here can test.
    outside : bool
        Whether the verdict leans on knowledge from outside both documents and the geometry.
    """

    id: str
    title: str
    document_id: str
    passage_id: str
    quote: str
    restated: str
    place_ids: tuple[str, ...] = ()
    nth: int = 1
    tolerance: str = ""
    tolerance_reason: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measured or counted value of a finding.

    Parameters
    ----------
    label : str
        What was measured.
    value : float
        In `unit`.
    unit : str
        ``nm``, ``km``, ``km²``, ``%``, ``°`` or what was counted.
    uncertainty : float or None
        Half-width in the same unit; None where it makes no sense, and then `note` says why.
    note : str
        Where the uncertainty comes from, or why there is none.
    """

    label: str
    value: float
    unit: str
    uncertainty: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What testing a claim gave.

    Parameters
    ----------
    claim_id : str
        The claim's.
    verdict : str
        From `VERDICTS`.
    within_uncertainty : bool
        Whether the geometries' own uncertainty could turn the verdict.
    figure_text : str
        The figure that decides, for a table: ``"2 of 5 islands"``.
    summary : str
        For a reader: two sentences at most.
    measures : tuple of Measure
        All values.
    method : str
        How it was tested, in words.
    source_ids : tuple of str
        Into ``SOURCES.toml``.
    caveats : tuple of str
        What a reader must know before quoting it.
    evidence : tuple of Feature
        Geometry that shows it, with ids ``evidence-<claim>-<n>``.
    figures : tuple of str
        Ids of the pictures that show it.
    """

    claim_id: str
    verdict: Verdict
    figure_text: str
    summary: str
    method: str
    caveats: tuple[str, ...]
    source_ids: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    within_uncertainty: bool = False
    evidence: tuple[Feature, ...] = ()
    figures: tuple[str, ...] = ()
