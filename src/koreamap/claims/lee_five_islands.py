"""Whether footnote 4 names five islands that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._measuring import judge_count, to_measure
from koreamap.claims._shores import ISLANDS
from koreamap.geometry import measure_area_m2, measure_length_m
from koreamap.model import Claim, Finding, Measure

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

CLAIM = Claim(
    id="lee-five-islands",
    title="The five western islands by name",
    document_id="lee-2007",
    passage_id="lee-2007/fn4",
    quote="The five western islands are: Pak Yong Do, Dae Cheong Do, So Cheong Do, Yun Pyung Do, and Woo Do.",
    restated="Each of the five names is a name of an island of the gazetteer, and the five are different islands.",
    place_ids=("western-islands", *ISLANDS),
    tolerance="five names, five islands",
    tolerance_reason="A list of names admits none.",
)

METHOD = "Each printed name was looked up among the names of the gazetteer; areas are geodesic, of the 50 m coast."
SOURCES = ("osm-land", "cia1974", "enwiki5", "kowiki5")
CAVEATS = (
    (
        "The gazetteer lists the paper's spellings because a person read them so: the names are evidence of what the "
        "paper means, not independent of it."
    ),
    "Woo Do is U-do of Ganghwa, at the mouth of the Han, not the better known island of Jeju.",
)


def check(ground: Ground) -> Finding:
    """Look each printed name up in the gazetteer, and measure its island."""
    names = [name.removeprefix("and ") for name in CLAIM.quote.rstrip(".").split(": ")[1].split(", ")]
    found = {
        name: island
        for name in names
        for island in ISLANDS
        if name in {form.text for form in ground.places[island].names}
    }
    count = len(set(found.values()))
    return Finding(
        claim_id=CLAIM.id,
        verdict=judge_count(count, len(names)),
        figure_text=f"{count} of {len(names)} names",
        summary="All five names are islands of the West Sea, in spellings of the paper's own. The list follows the "
        "Armistice; later lists often put Soyeonpyeongdo in U-do's place.",
        measures=tuple(_measure_area(ground, name, island) for name, island in found.items()),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
    )


def _measure_area(ground: Ground, name: str, island: str) -> Measure:
    outline = ground.geometry(island)
    error_km2 = measure_length_m(outline.boundary) * ground.accuracy_m(island) / 1e6
    return to_measure(
        f"{name}: {ground.places[island].title}",
        measure_area_m2(outline) / 1e6,
        "km²",
        error=error_km2,
        note="Length of the coast times its accuracy: an upper bound.",
    )
