"""Read the curated claims and bring each together with the module that tests it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from msgspec import structs

from koreamap.claims._finding import conclude, fill_limits
from koreamap.claims._judging import Judgement
from koreamap.claims._reference import Reference
from koreamap.errors import ClaimError, KoreamapError
from koreamap.home import geodata_dir
from koreamap.model import Claim, Finding, Mark, Profiles, Record, Sentence, Untested
from koreamap.model.inputs import ClaimsFile
from koreamap.modules import FUNCTION, Kind, find_modules
from koreamap.sources import read_sources
from koreamap.toml import read_toml, to_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import ModuleType

__all__ = ["ClaimTest", "claims_dir", "find_claims", "naming"]

_KIND = Kind(what="check", needs={"check": FUNCTION, "Given": type}, error=ClaimError)

Check = Callable[[Claim, Reference], Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTest:
    """A claim and what tests it.

    Parameters
    ----------
    claim
        The record, complete.
    check
        Given the claim and the reference, returns the finding.
    given
        The values that the check was given; None where nothing is tested.
    file
        Where the claim stands.
    """

    claim: Claim
    check: Check
    given: Record | None = None
    file: Path | None = None


@contextmanager
def naming(claim: Sentence, file: Path | None) -> Iterator[None]:
    """Let whatever is wrong say of which claim it is, and in which file."""
    try:
        yield
    except KoreamapError as error:
        own = f"claim {claim.id}"
        what = error.what if error.what.startswith(own) else f"{own}, {error.what}"
        raise ClaimError(what, found=error.found, expected=error.expected, file=file) from error


def claims_dir() -> Path:
    """Return the folder of the curated claims."""
    return geodata_dir() / "claims"


def find_claims(folder: Path | None = None) -> tuple[ClaimTest, ...]:
    """Read every claim and import what tests it.

    Parameters
    ----------
    folder
        Holds the claims; `claims_dir` by default.

    Returns
    -------
    By id.

    Raises
    ------
    koreamap.errors.ClaimError
        When a file is not as it must be, a claim names a check that is not there or gives it something else than it
        takes, an id is used twice, or a check has no claim; names the claim or check and the file.
    """
    folder = folder or claims_dir()
    checks = {module.__name__.rpartition(".")[2]: module for module in find_modules("koreamap.claims", _KIND)}
    paths = sorted(folder.glob("*.toml"))
    files = {path: read_toml(path, ClaimsFile, what="claims", error=ClaimError) for path in paths}
    marks = {name: mark for content in files.values() for name, mark in content.mark.items()}
    tests = []
    for file, content in files.items():
        for claim in content.claim:
            with naming(claim, file):
                tests.append(_to_test(claim, checks, file))
        for sentence in content.untested:
            with naming(sentence, file):
                tests.append(_put_aside(sentence, marks, file))
    _check(tests)
    if unused := sorted(checks.keys() - {test.claim.check for test in tests}):
        raise ClaimError(f"check {', '.join(unused)}", found="no claim", expected="one that names it", file=folder)
    return tuple(sorted(tests, key=lambda test: test.claim.id))


def _to_test(claim: Claim, checks: Mapping[str, ModuleType], file: Path) -> ClaimTest:
    """Bring a claim together with its check, and hold what it gives to what the check takes."""
    if claim.check not in checks:
        raise ClaimError("check", found=f"no module {claim.check}", expected=f"one of {', '.join(checks)}")
    module = checks[claim.check]
    given = to_record(claim.given, module.Given, what="given", error=ClaimError, file=file)
    return ClaimTest(claim=fill_limits(claim), check=partial(module.check, given=given), given=given, file=file)


def _put_aside(sentence: Untested, marks: Mapping[str, Mark], file: Path) -> ClaimTest:
    """Write down why a claim is not tested, in the words that its mark has for all of its kind."""
    if sentence.mark not in marks:
        raise ClaimError("mark", found=sentence.mark, expected=f"one of {', '.join(marks)}")
    own = {name: getattr(sentence, name) for name in Sentence.__struct_fields__}
    shared = structs.asdict(marks[sentence.mark])
    judgement = Judgement(shared.pop("verdict"))
    whole = Claim(**own, **shared, check="", summary=sentence.reason)
    return ClaimTest(claim=whole, check=lambda claim, _reference: conclude(claim, judgement), file=file)


def _check(tests: Sequence[ClaimTest]) -> None:
    """Refuse an id that is used twice, a source that is not in the register, and a chart that has no series."""
    sources, charts = read_sources(), [item.encode_name for item in structs.fields(Profiles) if item.default == ()]
    for number, test in enumerate(tests):
        with naming(test.claim, test.file):
            if test.claim.id in {other.claim.id for other in tests[:number]}:
                raise ClaimError("id", found="it twice", expected="each id once")
            if unknown := [id_ for id_ in test.claim.source_ids if id_ not in sources]:
                raise ClaimError("source_ids", found=", ".join(unknown), expected="sources of SOURCES.toml")
            if unknown := [id_ for id_ in test.claim.charts if id_ not in charts]:
                raise ClaimError("charts", found=", ".join(unknown), expected=f"some of {', '.join(charts)}")
