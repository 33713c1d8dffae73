"""The nouns of koreamap, as frozen records: one module a noun.

Coordinates are (longitude, latitude) on WGS 84. Offsets count Unicode code points of a document's
``text.txt``, end exclusive. A quantity's name ends in its unit: ``_m``, ``_km``, ``_km2``, ``_px``.
"""

from __future__ import annotations

from koreamap.model.claims import (
    VERDICTS,
    Claim,
    Curve,
    Finding,
    Mark,
    Measure,
    Reading,
    Sentence,
    Untested,
    Verdict,
)
from koreamap.model.documents import Document, NoteMark, PageMark, Passage, PassageKind, Section
from koreamap.model.features import Feature, Layer
from koreamap.model.findings import BuiltFinding, LineDistances, LineLimits, MeasuredArea, ParallelDistance, Profiles
from koreamap.model.layers import (
    CORE,
    BuiltLayer,
    Expectations,
    Fade,
    GeometryType,
    LayerHead,
    LayerSpec,
)
from koreamap.model.links import Grade, Link, MadeBy, Mention
from koreamap.model.markers import MARKERS, MarkerShape
from koreamap.model.places import STATUSES, BuiltPlace, Name, Place, PlaceKind, Stretch
from koreamap.model.properties import Properties
from koreamap.model.record import Record
from koreamap.model.sources import RawFeature, Source, SourceKind
from koreamap.model.statements import Matter, Party, Side, Statement
from koreamap.model.styles import DOUBT, PAPER_PT_PER_PX, Beside, Label, Position, Style, Variant
from koreamap.model.works import Work

__all__ = [
    "CORE",
    "DOUBT",
    "MARKERS",
    "PAPER_PT_PER_PX",
    "STATUSES",
    "VERDICTS",
    "Beside",
    "BuiltFinding",
    "BuiltLayer",
    "BuiltPlace",
    "Claim",
    "Curve",
    "Document",
    "Expectations",
    "Fade",
    "Feature",
    "Finding",
    "GeometryType",
    "Grade",
    "Label",
    "Layer",
    "LayerHead",
    "LayerSpec",
    "LineDistances",
    "LineLimits",
    "Link",
    "MadeBy",
    "Mark",
    "MarkerShape",
    "Matter",
    "Measure",
    "MeasuredArea",
    "Mention",
    "Name",
    "NoteMark",
    "PageMark",
    "ParallelDistance",
    "Party",
    "Passage",
    "PassageKind",
    "Place",
    "PlaceKind",
    "Position",
    "Profiles",
    "Properties",
    "RawFeature",
    "Reading",
    "Record",
    "Section",
    "Sentence",
    "Side",
    "Source",
    "SourceKind",
    "Statement",
    "Stretch",
    "Style",
    "Untested",
    "Variant",
    "Verdict",
    "Work",
]
