"""Whether the two hubs are clusters: sites nearer to each other than to those of the other hub."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import root_sum, to_measure
from koreamap.geometry import build_geodesic, find_distance_m
from koreamap.model import Claim, Finding, Measure

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground
    from koreamap.model import Feature

HUBS = {"lee-hub-osan-pyeongtaek": ("osan-ab", "pyeongtaek-port"), "lee-hub-daegu-busan": ("daegu-ab", "busan-port")}
_SITES = tuple(site for sites in HUBS.values() for site in sites)
COMPACT_KM = 50.0
_WHY = "Fifty kilometres is an hour's drive: what is farther apart is two places and not one."

CLAIMS = (
    Claim(
        id="lee-two-hubs",
        title="Two hubs",
        document_id="lee-2007",
        passage_id="lee-2007/5.C/p5",
        quote="redeployed into two hubs",
        restated="The four sites named form two clusters: within a hub nearer together than any two across.",
        place_ids=("usfk-hubs", *_SITES),
        tolerance=f"greatest distance within a hub less than the least across, and at most {COMPACT_KM:.0f} km",
        tolerance_reason=_WHY,
    ),
    Claim(
        id="lee-hub-osan-pyeongtaek",
        title="Hub around Osan and Pyeongtaek",
        document_id="lee-2007",
        passage_id="lee-2007/fn14",
        quote="One hub is centralized around Osan AB and the Pyengtaek Port",
        restated="Osan Air Base and the port of Pyeongtaek are near enough to be one hub.",
        place_ids=("usfk-hubs", *_SITES),
        tolerance=f"at most {COMPACT_KM:.0f} km apart; partly, while nearer than any site of the other hub",
        tolerance_reason=_WHY,
    ),
    Claim(
        id="lee-hub-daegu-busan",
        title="Hub around Daegu and Busan",
        document_id="lee-2007",
        passage_id="lee-2007/fn14",
        quote="the other is centralized around the Daegu AB and the Pusan",
        restated="Daegu Air Base and the port of Busan are near enough to be one hub.",
        place_ids=("usfk-hubs", *_SITES),
        tolerance=f"at most {COMPACT_KM:.0f} km apart; partly, while nearer than any site of the other hub",
        tolerance_reason=_WHY,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    sites: tuple[str, str]
    km: float
    error_km: float


def check(ground: Ground, claim: Claim) -> Finding:
    """Measure between the sites."""
    if claim.id in HUBS:
        return _check_hub(ground, claim)
    inside = [_measure(ground, *pair) for sites in HUBS.values() for pair in combinations(sites, 2)]
    across = [_measure(ground, *pair) for pair in product(*HUBS.values())]
    widest, nearest = max(inside, key=lambda gap: gap.km), min(across, key=lambda gap: gap.km)
    apart = widest.km < nearest.km
    compact = widest.km <= COMPACT_KM
    return Finding(
        claim_id=claim.id,
        verdict="supported" if apart and compact else "partly supported" if apart else "contradicted",
        within_uncertainty=abs(widest.km - nearest.km) <= widest.error_km + nearest.error_km,
        figure_text=f"{widest.km:.0f} km within, {nearest.km:.0f} km across",
        summary=f"The four sites part into two groups: at most {widest.km:.0f} km within one, at least "
        f"{nearest.km:.0f} km across. By a limit of 50 km only the northern group is compact.",
        measures=tuple(_to_measure(ground, gap) for gap in (*inside, *across)),
        method="Geodesics between all pairs of the four sites.",
        source_ids=("airports", "repo-ports", "geonames", "usfk-tr", "usfk2014"),
        caveats=(
            "A point stands for each base and port; the hubs also hold sites that the paper does not name.",
            "The command's own pages name the hubs by Pyeongtaek and Daegu; Busan is the paper's.",
        ),
        evidence=(_draw(ground, claim, 1, widest), _draw(ground, claim, 2, nearest)),
    )


def _check_hub(ground: Ground, claim: Claim) -> Finding:
    one, other = HUBS[claim.id]
    gap = _measure(ground, one, other)
    is_compact = gap.km <= COMPACT_KM
    names = " and ".join(ground.places[site].title for site in gap.sites)
    others = [site for sites in HUBS.values() for site in sites if site not in gap.sites]
    nearest_km = min(_measure(ground, site, away).km for site in gap.sites for away in others)
    is_group = gap.km < nearest_km
    verdict_words = "near enough for one hub" if is_compact else "two places rather than one"
    return Finding(
        claim_id=claim.id,
        verdict="supported" if is_compact else "partly supported" if is_group else "contradicted",
        within_uncertainty=abs(gap.km - COMPACT_KM) <= gap.error_km,
        figure_text=f"{gap.km:.0f} ± {gap.error_km:.0f} km apart",
        summary=f"{names} lie {gap.km:.0f} km apart: {verdict_words}, by a limit of {COMPACT_KM:.0f} km. The nearest "
        f"site of the other hub is {nearest_km:.0f} km away.",
        measures=(_to_measure(ground, gap),),
        method="The geodesic between both points.",
        source_ids=("airports", "repo-ports", "geonames"),
        caveats=(
            "What a hub may measure is ours to choose; the paper's word is centralized.",
            "A point stands for each base and port.",
        ),
        evidence=(_draw(ground, claim, 1, gap),),
    )


def _measure(ground: Ground, one: str, other: str) -> _Gap:
    return _Gap(
        sites=(one, other),
        km=find_distance_m(ground.point(one), ground.point(other)) / 1e3,
        error_km=root_sum(ground.accuracy_m(one), ground.accuracy_m(other)) / 1e3,
    )


def _to_measure(ground: Ground, gap: _Gap) -> Measure:
    one, other = (ground.places[site].title for site in gap.sites)
    return to_measure(f"{one} to {other}", gap.km, "km", error=gap.error_km, note="Both positions, in quadrature.")


def _draw(ground: Ground, claim: Claim, number: int, gap: _Gap) -> Feature:
    one, other = (ground.places[site].title for site in gap.sites)
    line = build_geodesic(*(ground.point(site) for site in gap.sites))
    return draw(claim.id, number, line, name=f"{one} to {other}", label=f"{gap.km:.0f} km", method="The geodesic.")
