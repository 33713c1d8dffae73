"""What the documents claim of places, each claim one module; found by walking this package.

A claim's module has ``CLAIM``, a `Claim` whose id is the module's name with hyphens, and ``check(ground)``, which
returns its `Finding`. A module with ``CLAIMS`` instead holds several that one ``check(ground, claim)`` answers alike.
Modules whose name begins with an underscore are not claims.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING

from koreamap.claims._ground import Ground
from koreamap.errors import ClaimError, KoreamapError
from koreamap.mentions import CONTEXT_CHARS
from koreamap.model import VERDICTS, Claim, Finding, Mention
from koreamap.modules import FUNCTION, Kind, find_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

__all__ = ["ClaimTest", "Ground", "check_claims", "find_claims", "find_quote"]

_KIND = Kind(what="claim", needs={"check": FUNCTION}, error=ClaimError)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTest:
    """A claim and what tests it.

    Parameters
    ----------
    claim : Claim
        The record.
    check : callable
        Given the ground, returns the finding.
    """

    claim: Claim
    check: Callable[[Ground], Finding]


def find_claims() -> tuple[ClaimTest, ...]:
    """Import every claim.

    Returns
    -------
    tuple of ClaimTest
        By id.

    Raises
    ------
    koreamap.errors.ClaimError
        When a module breaks the rule above, or an id is used twice.
    """
    tests = [test for module in find_modules(__name__, _KIND) for test in _list_tests(module)]
    tests.sort(key=lambda test: test.claim.id)
    ids = [test.claim.id for test in tests]
    if len(set(ids)) != len(ids):
        raise ClaimError("claims", found=", ".join(id_ for id_ in ids if ids.count(id_) > 1), expected="each id once")
    return tuple(tests)


def check_claims(ground: Ground, tests: Sequence[ClaimTest] | None = None) -> tuple[Finding, ...]:
    """Test every claim.

    Parameters
    ----------
    ground : Ground
        What the build made so far.
    tests : sequence of ClaimTest, optional
        All of the package by default.

    Returns
    -------
    tuple of Finding
        In the reading order of the documents.

    Raises
    ------
    koreamap.errors.ClaimError
        When a quote is not where it should be, a place or feature is gone, or a finding is incomplete; names the
        claim, what was found and what was expected.
    """
    order = {document_id: number for number, document_id in enumerate(ground.documents)}
    found = []
    for test in find_claims() if tests is None else tests:
        quote = find_quote(ground, test.claim)
        _check_places(ground, test.claim)
        place_in_text = (order[quote.document_id], quote.start, quote.end, test.claim.id)
        found.append((place_in_text, _run(ground, test)))
    return tuple(finding for _place, finding in sorted(found, key=lambda pair: pair[0]))


def find_quote(ground: Ground, claim: Claim) -> Mention:
    """Find a claim's words in its document.

    Parameters
    ----------
    ground : Ground
        Holds the documents.
    claim : Claim
        With its quote.

    Returns
    -------
    Mention
        Offsets, quote and what stands around it; its place is the claim's first, or none.

    Raises
    ------
    koreamap.errors.ClaimError
        When the document, the passage or the words are not there.
    """
    what = f"claim {claim.id}"
    if claim.document_id not in ground.documents:
        raise ClaimError(what, found=f"no document {claim.document_id}", expected="one of the project's")
    document = ground.documents[claim.document_id]
    passage = next((passage for passage in document.passages if passage.id == claim.passage_id), None)
    if passage is None:
        raise ClaimError(what, found=f"no passage {claim.passage_id}", expected=f"one of {document.id}")
    starts = [start for span in passage.slices for start in _find_all(document.text, claim.quote, span)]
    if len(starts) < claim.nth:
        raise ClaimError(
            what,
            found=f"its words {len(starts)} times in {claim.passage_id}",
            expected=f"{claim.nth} times: {claim.quote!r}",
        )
    start = starts[claim.nth - 1]
    end = start + len(claim.quote)
    return Mention(
        document_id=document.id,
        passage_id=passage.id,
        start=start,
        end=end,
        exact=document.text[start:end],
        prefix=document.text[max(0, start - CONTEXT_CHARS) : start],
        suffix=document.text[end : end + CONTEXT_CHARS],
        place_id=claim.place_ids[0] if claim.place_ids else "",
        made_by="curated",
    )


def _list_tests(module: ModuleType) -> Iterator[ClaimTest]:
    if hasattr(module, "CLAIMS"):
        for claim in module.CLAIMS:
            yield ClaimTest(claim=claim, check=partial(module.check, claim=claim))
        return
    name, claim = module.__name__.rpartition(".")[2], getattr(module, "CLAIM", None)
    if not isinstance(claim, Claim) or claim.id != name.replace("_", "-"):
        found = f"claim {getattr(claim, 'id', None)!r}"
        raise ClaimError(f"claim {name}", found=found, expected="CLAIM with the module's name as id")
    yield ClaimTest(claim=claim, check=module.check)


def _find_all(text: str, quote: str, span: tuple[int, int]) -> Iterator[int]:
    start = text.find(quote, *span)
    while quote and start >= 0:
        yield start
        start = text.find(quote, start + 1, span[1])


def _check_places(ground: Ground, claim: Claim) -> None:
    """Refuse a claim about a place that the gazetteer lacks or that its layer did not draw."""
    for place_id in claim.place_ids:
        if place_id not in ground.places:
            raise ClaimError(f"claim {claim.id}", found=f"no place {place_id}", expected="one of the gazetteer")
        place = ground.places[place_id]
        missing = [id_ for id_ in ((place_id,) if place.layer else place.members) if id_ not in ground.features]
        if missing:
            raise ClaimError(
                f"claim {claim.id}", found=f"no feature {', '.join(missing)}", expected="one drawn by a layer"
            )


def _run(ground: Ground, test: ClaimTest) -> Finding:
    what = f"claim {test.claim.id}"
    try:
        finding = test.check(ground)
    except KoreamapError as error:
        raise ClaimError(f"{what}, {error.what}", found=error.found, expected=error.expected) from error
    if finding.claim_id != test.claim.id:
        raise ClaimError(what, found=f"the finding of {finding.claim_id}", expected="its own")
    if finding.verdict not in VERDICTS:
        raise ClaimError(what, found=f"verdict {finding.verdict!r}", expected=", ".join(VERDICTS))
    if not (finding.summary and finding.method and finding.caveats and finding.figure_text):
        raise ClaimError(what, found="an empty text", expected="summary, figure, method and caveats")
    bare = [measure.label for measure in finding.measures if measure.uncertainty is None and not measure.note]
    if bare or not all(measure.unit for measure in finding.measures):
        raise ClaimError(what, found=f"a bare value ({', '.join(bare)})", expected="unit, and uncertainty or a reason")
    return finding
