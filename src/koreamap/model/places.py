"""Places of the gazetteer and their names.

References
----------
Linked Places (Place, Name); EDTF level 1 for dates.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from msgspec import Meta

from koreamap.model.record import Record
from koreamap.model.values import Bbox, Edtf, Id, Ids, Latitude, Longitude, Positive, Trimmed

__all__ = ["STATUSES", "BuiltPlace", "Name", "NameSystem", "Place", "PlaceKind", "Status", "Stretch"]

Status = Literal["agreed", "unilateral", "disputed", "derived", "schematic", "published point", "as given"]
"""What a geometry may claim to be; several may hold at once. ``published point``: a coordinate that a list or a page
prints, with nobody disputing where the place is; nobody here surveyed it. ``as given``: a user's own, as they
brought it; nobody here checked it."""

PlaceKind = Literal[
    "line", "zone", "island", "water", "river", "base", "port", "site", "city", "corridor", "area", "state", "region",
    "group", "event",
]  # fmt: skip
"""What a place may be."""

NameSystem = Literal[
    "english", "revised-romanization", "mccune-reischauer", "hangul", "hanja", "local", "acronym", "document",
    "demonym",
]  # fmt: skip
"""How a name may be written; ``local`` is a script that is neither Latin nor Korean."""

SameAs = Annotated[str, Meta(pattern=r"^(gn|tgn|viaf|wd):\w+$", description="an id such as gn:1835848")]
"""A place's id in GeoNames, the Getty Thesaurus, VIAF or Wikidata, by the short forms of Linked Places."""

STATUSES: tuple[Status, ...] = get_args(Status)


Match = Literal["always", "company", "marks", "never"]
"""When a name is looked for in a text."""


class Name(Record, frozen=True, kw_only=True):
    """One name of a place.

    Parameters
    ----------
    text
        As written.
    lang
        BCP 47: ``en``, ``ko``, ``ko-Latn``.
    system
        How it is written.
    source_id
        The source or document that uses it; empty for common usage.
    used_by
        Who calls it so, where not everybody does; the source shows it. Empty for a name without a side.
    match
        Whether mentions are looked for by this form: ``always``; ``company``, only where another member of the place's
        group is named near by; ``marks``, only with its marks; ``never``, for a form that means too many things.
    lower
        Whether it may stand in lower case in running text ("demilitarized zone").
    """

    text: Trimmed
    lang: str = "en"
    system: NameSystem = "english"
    source_id: str = ""
    used_by: str = ""
    match: Match = "always"
    lower: bool = False


class Stretch(Record, frozen=True, kw_only=True):
    """How accurate a line is on a part of its way, in metres as its place says them, counted in km from its start."""

    from_km: float
    to_km: Positive
    accuracy_m: Positive
    mean_m: Positive

    @property
    def words(self) -> str:
        """As a card and a table have it."""
        return f"km {self.from_km:g} to {self.to_km:g}: ± {self.accuracy_m:g} m, mean {self.mean_m:g} m"


class Place(Record, frozen=True, kw_only=True):
    """A gazetteer entry; its feature, where it has one, bears the same id.

    Parameters
    ----------
    id
        Stable.
    kind
        What it is.
    names
        The first is the title; at least one has ``lang="ko"`` where Koreans have a name for it.
    layer
        The layer that draws it; empty for a group.
    members
        For a group: the ids of the places it consists of.
    valid_from, valid_to
        EDTF dates; empty when unknown or still so.
    status
        What its geometry claims to be.
    method
        How the geometry was made, in a sentence.
    accuracy_m
        The distance in metres within which 95 % of the course lies, or a point with 95 % certainty; None only where
        nobody stated one, and then ``accuracy_note`` says so.
    accuracy_mean_m, accuracy_worst_m
        Beside it the mean and the worst distance, where they were measured.
    reading_accuracy_m
        The same if this is the right one of several readings of the same figures: for who measures each of them.
    stretches
        A line's accuracy by parts, from its start to its end.
    accuracy_note, note
        Why so accurate; and what a reader must know (a trap, a doubt).
    source_ids
        Into ``SOURCES.toml``.
    lon, lat
        For a point that the record itself carries, degrees.
    same_as
        Its ids in other gazetteers: ``gn:1835848`` is GeoNames'. Only where the same place is meant for sure.
    label
        What the map writes; empty for the first name.
    hub
        For a base or port: the id of its hub area.
    date_label
        For an event: the year as the map writes it.
    """

    id: Id
    kind: PlaceKind
    names: Annotated[tuple[Name, ...], Meta(min_length=1, description="a list of at least one name")]
    layer: str = ""
    members: Ids = ()
    valid_from: Edtf = ""
    valid_to: Edtf = ""
    status: tuple[Status, ...] = ()
    method: str = ""
    accuracy_m: Positive | None = None
    accuracy_mean_m: Positive | None = None
    accuracy_worst_m: Positive | None = None
    reading_accuracy_m: Positive | None = None
    stretches: tuple[Stretch, ...] = ()
    accuracy_note: str = ""
    note: str = ""
    source_ids: tuple[str, ...] = ()
    lon: Longitude | None = None
    lat: Latitude | None = None
    same_as: tuple[SameAs, ...] = ()
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


class BuiltPlace(Place, frozen=True, kw_only=True):
    """A place as the build writes it, with what the browser would otherwise have to find out.

    Parameters
    ----------
    title, hangul
        Its names, spelt out.
    bbox
        The box around where it is drawn, of a group its members: west, south, east, north in degrees; None for nowhere.
    """

    title: str
    hangul: str
    bbox: Bbox | None
