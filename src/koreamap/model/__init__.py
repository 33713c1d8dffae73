"""The nouns of koreamap, as frozen records: one module a noun.

Coordinates are (longitude, latitude) on WGS 84. Offsets count Unicode code points of a document's
``text.txt``, end exclusive. A quantity's name ends in its unit: ``_m``, ``_km``, ``_km2``, ``_px``.
"""

from __future__ import annotations

from koreamap.model.claims import (
    VERDICTS,
    Claim,
    Curve,
    CurveText,
    EvidenceText,
    Finding,
    Mark,
    Measure,
    MeasureText,
    Reading,
    Sentence,
    Untested,
    Verdict,
)
from koreamap.model.documents import Document, NoteMark, PageMark, Passage, PassageKind, Quotable, Section
from koreamap.model.features import Feature, Layer
from koreamap.model.findings import BuiltFinding, LineDistances, MeasuredArea, ParallelDistance, Profiles
from koreamap.model.layers import (
    CORE,
    BuiltLayer,
    Expectations,
    GeometryType,
    Group,
    Label,
    LayerHead,
    LayerSpec,
    Marker,
    Style,
)
from koreamap.model.links import Link, MadeBy, Mention
from koreamap.model.markers import MARKERS, MarkerShape
from koreamap.model.places import KINDS, STATUSES, SYSTEMS, BuiltPlace, Name, NameSystem, Place, PlaceKind, Status
from koreamap.model.properties import Properties
from koreamap.model.record import Record
from koreamap.model.sources import RawFeature, RawFile, Read, Source, SourceKind

__all__ = [
    "CORE",
    "KINDS",
    "MARKERS",
    "STATUSES",
    "SYSTEMS",
    "VERDICTS",
    "BuiltFinding",
    "BuiltLayer",
    "BuiltPlace",
    "Claim",
    "Curve",
    "CurveText",
    "Document",
    "EvidenceText",
    "Expectations",
    "Feature",
    "Finding",
    "GeometryType",
    "Group",
    "Label",
    "Layer",
    "LayerHead",
    "LayerSpec",
    "LineDistances",
    "Link",
    "MadeBy",
    "Mark",
    "Marker",
    "MarkerShape",
    "Measure",
    "MeasureText",
    "MeasuredArea",
    "Mention",
    "Name",
    "NameSystem",
    "NoteMark",
    "PageMark",
    "ParallelDistance",
    "Passage",
    "PassageKind",
    "Place",
    "PlaceKind",
    "Profiles",
    "Properties",
    "Quotable",
    "RawFeature",
    "RawFile",
    "Read",
    "Reading",
    "Record",
    "Section",
    "Sentence",
    "Source",
    "SourceKind",
    "Status",
    "Style",
    "Untested",
    "Verdict",
]
