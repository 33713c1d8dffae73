"""Sentences of both documents that name places or numbers but that nothing here can test, each with the reason.

They are listed so that nobody takes silence for assent: what a policy should be, what may happen, who was counted by
whom. A row needs no code of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

_POLICY = "policy"
_COUNT = "count"
_EVENT = "event"
_MARKS = {_POLICY: "says what should be", _COUNT: "counts what no map holds", _EVENT: "tells what no source read has"}

_ROWS = (
    ("rusk-1951", "1.A/p1", "reinforce", "Moscow and Peiping can reinforce", _POLICY,
     "the Moscow\N{EN DASH}Peiping axis can always reinforce enemy effort",
     "A forecast of what two governments could do; that both border on Korea is measured elsewhere.",
     ("moscow", "beijing")),
    ("rusk-1951", "1.C/p1", "china-mainland", "Forces to the China mainland", _POLICY,
     "if we make a major commitment of U.S. forces to the China mainland",
     "A course considered and rejected; it says nothing of where anything is.", ("china",)),
    ("rusk-1951", "1.E/p2", "cease-fire", "No shift under a truce", _POLICY,
     "permits the military position to be shifted to our disadvantage under the cover of a truce",
     "A condition for a cease-fire, not a statement of fact.", ()),
    ("rusk-1951", "2/p2", "secure-rok", "Securing the Republic's territory", _POLICY,
     "there would be advantage in securing the territory of the ROK",
     "A judgement on advantage; what the Republic held in the end is measured with the status quo ante.", ("rok",)),
    ("rusk-1951", "2/p2", "north-targets", "Action in North Korea", _POLICY,
     "air and naval action against enemy forces and military targets in North Korea should be maximized",
     "A recommendation.", ("dprk",)),
    ("rusk-1951", "2.c/p1", "acute-problems", "The parallel's political problems", _POLICY,
     "the 38th parallel will provide acute political problems",
     "A forecast about politics; a line on the map cannot bear it out.", ("38th-parallel",)),
    ("rusk-1951", "2.c/p2", "guerillas", "Guerillas south of the parallel", _EVENT,
     "should clean up guerillas south of the parallel",
     "Where guerillas stood in 1951 is on no map that was read.", ("38th-parallel",)),
    ("rusk-1951", "2.c/p3", "forward-elements", "Enemy at the parallel", _EVENT,
     "reinforcing his forward elements at the 38th parallel",
     "A condition about troops in 1951, whose places were not read anywhere.", ("38th-parallel",)),
    ("rusk-1951", "2.c/p4", "across-parallel", "Operations across the parallel", _POLICY,
     "requiring ground operations across the 38th parallel",
     "A public statement to be prepared in case they come about.", ("38th-parallel",)),
    ("lee-2007", "2.A/p2", "unc-date", "UNC established on 25 July", _EVENT,
     "carried out the military operations under the UNC, established on July 25",
     "No source was read for the days of June and July 1950.", ()),
    ("lee-2007", "2.A/p3", "crossed-parallel", "North across the parallel in October 1950", _EVENT,
     "advanced north across the 38th parallel",
     "No course of the front of 1950 was read.", ("38th-parallel",)),
    ("lee-2007", "2.A/p5", "geneva", "Geneva, April to July 1954", _EVENT,
     "The political talks in Geneva were held between April and July in 1954",
     "The record's dates are the paper's own; no other source was read.", ("geneva", "event-1954-geneva")),
    ("lee-2007", "2.B/p3", "triangles", "Three to the south, three to the north", _POLICY,
     "ROK-US-Japan to the south and North Korea-China-Russia to the north",
     "South and north stand for alliances here, not for compass points: Washington lies north of Seoul.",
     ("rok", "united-states", "japan", "dprk", "china", "russia")),
    ("lee-2007", "2.C/p1", "violations-north", "430,000 violations by the North", _COUNT,
     "the number of violations made by North Korea has been approximately 430,000",
     "A count by one side, with neither places nor dates; no source was read for it.", ("dprk",)),
    ("lee-2007", "2.C/p1", "violations-south", "830,000 violations by the South, or 16", _COUNT,
     "has been about 830,000 in total, but the actual number is 16",
     "Counts by two sides, with neither places nor dates; no source was read for them.", ("rok",)),
    ("lee-2007", "2.C/p2", "solidified", "The NLL as established boundary", _POLICY,
     "solidified as an established military boundary between the North and the South over a long period of time",
     "A claim of standing and law; that the line parts who holds which islands is all that a map shows.", ("nll",)),
    ("lee-2007", "2.C/p6", "nnsc-office", "NNSC office closed in May 1995", _EVENT,
     "closed down the NNSC office at Panmunjom in May 1995",
     "The record's month is the paper's own; no other source was read.", ("panmunjom", "event-1995-nnsc-office")),
    ("lee-2007", "2.C/p8", "crossings-2005", "Cases in the zone in April 2005", _EVENT,
     "border crossings within the DMZ in April, 2005",
     "No source was read that says where.", ("dmz",)),
    ("lee-2007", "4.B/p5", "peace-region", "The zone as a region of peace", _POLICY,
     "turning the DMZ into a region of peace", "A wish.", ("dmz",)),
    ("lee-2007", "4.B/p5", "rear-area", "Heavy weapons to the rear", _POLICY,
     "the forces of heavy weapons should be redeployed to the rear area from the MDL",
     "A recommendation; where the weapons stand was not read.", ("mdl",)),
    ("lee-2007", "5.A/p1", "twelfth-economy", "Twelfth largest economy", _COUNT,
     "largest economy in the world",
     "An economic rank; no source was read for it.", ("rok",)),
    ("lee-2007", "5.A/p1", "other-wars", "Wars beyond Korea", _EVENT,
     "including wars in Vietnam, Iraq and Afghanistan",
     "Who fought where beyond Korea is outside this map; no source was read.", ("vietnam", "iraq", "afghanistan")),
    ("lee-2007", "fn7", "trade-partners", "Second and seventh trade partner", _COUNT,
     "the ROK is the United States' 7th largest trade partner",
     "Economic ranks; no source was read for them.", ("rok", "united-states")),
    ("lee-2007", "fn8", "citizens", "77 % support the forces", _COUNT,
     "77% of ROK citizens support US forces stationing in Korea",
     "A poll without its source or date.", ("rok",)),
    ("lee-2007", "5.C/p10", "nnsc-members", "Nations of the NNSC", _EVENT,
     "Swiss, Swedish, Polish, Czech, and Slovak troops which were the members of the NNSC",
     "Five nations of today stand for the members of 1953, one of which was Czechoslovakia; no source was read.",
     ("switzerland", "sweden", "poland", "czechia", "slovakia")),
)  # fmt: skip
"""Document, passage, name, title, why not (see `_MARKS`), quote, reason, places."""


def _to_claim(row: tuple[str, str, str, str, str, str, str, tuple[str, ...]]) -> Claim:
    document, passage, name, title, kind, quote, _reason, places = row
    return Claim(
        id=f"{document.split('-')[0]}-untested-{name}",
        title=title,
        document_id=document,
        passage_id=f"{document}/{passage}",
        quote=quote,
        restated=f"None: the sentence {_MARKS[kind]}.",
        place_ids=places,
    )


CLAIMS = tuple(_to_claim(row) for row in _ROWS)
_REASONS = {claim.id: row[6] for claim, row in zip(CLAIMS, _ROWS, strict=True)}
_FIGURES = {claim.id: row[4] for claim, row in zip(CLAIMS, _ROWS, strict=True)}


def check(ground: Ground, claim: Claim) -> Finding:  # noqa: ARG001 - every claim is tested by the same call
    """Say why not."""
    return Finding(
        claim_id=claim.id,
        verdict="not testable",
        figure_text={_POLICY: "policy", _COUNT: "a count", _EVENT: "no source read"}[_FIGURES[claim.id]],
        summary=_REASONS[claim.id],
        method="Read, and put aside: nothing here can decide it.",
        caveats=("Not tested means neither true nor false.",),
    )
