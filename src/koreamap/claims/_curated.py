"""Read the curated claims and bring each together with the module that tests it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from koreamap.claims._finding import conclude, fill_tolerance
from koreamap.claims._judging import NOT_TESTABLE
from koreamap.claims._reference import Reference
from koreamap.errors import ClaimError
from koreamap.home import geodata_dir
from koreamap.model import Claim, ClaimFile, Finding, Mark, Sentence, Untested
from koreamap.modules import FUNCTION, Kind, find_modules
from koreamap.toml import read_toml, to_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import ModuleType

    import msgspec

__all__ = ["ClaimTest", "claims_dir", "find_claims"]

_KIND = Kind(what="check", needs={"check": FUNCTION}, error=ClaimError)

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
        The record of what the check was given, where it takes one.
    file
        Where the claim stands.
    """

    claim: Claim
    check: Check
    given: msgspec.Struct | None = None
    file: Path | None = None


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
    tuple of ClaimTest
        By id.

    Raises
    ------
    koreamap.errors.ClaimError
        When a file is not as it must be, a claim names a check that is not there or gives it something else than it
        takes, an id is used twice, or a check has no claim; names the claim or check and the file.
    """
    checks = {module.__name__.rpartition(".")[2]: module for module in find_modules("koreamap.claims", _KIND)}
    files = {
        file: read_toml(file, ClaimFile, what="claims", error=ClaimError)
        for file in sorted((folder or claims_dir()).glob("*.toml"))
    }
    marks = {name: mark for content in files.values() for name, mark in content.mark.items()}
    tests = [
        *(_to_test(claim, checks, file) for file, content in files.items() for claim in content.claim),
        *(_put_aside(claim, marks, file) for file, content in files.items() for claim in content.untested),
    ]
    _check_names(tests, checks)
    return tuple(sorted(tests, key=lambda test: test.claim.id))


def _to_test(claim: Claim, checks: Mapping[str, ModuleType], file: Path) -> ClaimTest:
    """Bring a claim together with its check, and hold what it gives to what the check takes."""
    if claim.check not in checks:
        found, expected = f"no module {claim.check}", f"one of {', '.join(checks)}"
        raise ClaimError(f"claim {claim.id}, check", found=found, expected=expected, file=file)
    module = checks[claim.check]
    claim = fill_tolerance(claim)
    if not hasattr(module, "Given"):
        return ClaimTest(claim=claim, check=module.check, file=file)
    given = to_record(claim.given, module.Given, what=f"claim {claim.id}, given", error=ClaimError, file=file)
    return ClaimTest(claim=claim, check=partial(module.check, given=given), given=given, file=file)


def _put_aside(claim: Untested, marks: Mapping[str, Mark], file: Path) -> ClaimTest:
    """Write down why a claim is not tested, in the words that its mark has for all of its kind."""
    if claim.mark not in marks:
        found, expected = claim.mark, f"one of {', '.join(marks)}"
        raise ClaimError(f"claim {claim.id}, mark", found=found, expected=expected, file=file)
    mark = marks[claim.mark]
    whole = Claim(
        **{name: getattr(claim, name) for name in Sentence.__struct_fields__},
        check="",
        restated=mark.restated,
        figure=mark.figure,
        summary=claim.reason,
        method=mark.method,
        caveats=mark.caveats,
    )
    return ClaimTest(claim=whole, check=lambda claim, _reference: conclude(claim, NOT_TESTABLE), file=file)


def _check_names(tests: Sequence[ClaimTest], checks: Mapping[str, ModuleType]) -> None:
    """Refuse an id that is used twice, and a check that no claim names."""
    ids = [test.claim.id for test in tests]
    if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        raise ClaimError("claims", found=f"{', '.join(twice)} twice", expected="each id once", file=claims_dir())
    if unused := sorted(checks.keys() - {test.claim.check for test in tests}):
        found, expected = "no claim", "one that names it"
        raise ClaimError(f"check {', '.join(unused)}", found=found, expected=expected, file=claims_dir())
