"""How large a user's file may be, and what reading it may take: each limit is a setting with its default here."""

from __future__ import annotations

import os
from dataclasses import dataclass

from koreamap.errors import DocumentError

__all__ = [
    "ENTRIES",
    "FILE_MB",
    "LIMITS",
    "MEMORY_MB",
    "MENTIONS",
    "MIB",
    "PAGES",
    "PLACES",
    "PLACES_MB",
    "RATIO",
    "SECONDS",
    "TEXT_MB",
    "UNPACKED_MB",
    "Limit",
]

MIB = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit that ``KOREAMAP_MAX_…`` sets.

    Parameters
    ----------
    name
        The end of the setting's name.
    default
        Where it is not set or empty.
    unit
        For messages.
    meaning
        What may be so much at most.
    instead
        What whoever has more may do.
    """

    name: str
    default: int
    unit: str
    meaning: str
    instead: str = ""

    @property
    def variable(self) -> str:
        """The name of the setting."""
        return f"KOREAMAP_MAX_{self.name}"

    def read(self) -> int:
        """Return what is allowed.

        Raises
        ------
        koreamap.errors.DocumentError
            When the setting is no whole number above nothing.
        """
        given = os.environ.get(self.variable, "").strip()
        if not given:
            return self.default
        if not (given.isascii() and given.isdigit() and int(given)):
            raise DocumentError(f"setting {self.variable}", found=given, expected="a whole number, 1 or more")
        return int(given)

    def check(self, what: str, found: float, *, meaning: str = "") -> None:
        """Stop with `DocumentError` when something is more than the limit; name the limit and its setting."""
        most = self.read()
        if found > most:
            size = f"{found:,.1f}" if found < 100 and found != int(found) else f"{found:,.0f}"
            raise self.error(what, found=f"{meaning or self.meaning} of {size} {self.unit}")

    def error(self, what: str, *, found: str) -> DocumentError:
        """Return the error of who came upon the limit."""
        instead = f"; {self.instead}" if self.instead else ""
        expected = f"at most {self.read():,} {self.unit} ({self.variable}){instead}"
        return DocumentError(what, found=found, expected=expected)


FILE_MB = Limit(name="FILE_MB", default=256, unit="MB", meaning="a file")
TEXT_MB = Limit(name="TEXT_MB", default=64, unit="MB", meaning="a text")
SECONDS = Limit(name="SECONDS", default=60, unit="seconds", meaning="a time to read it")
MEMORY_MB = Limit(name="MEMORY_MB", default=1024, unit="MB", meaning="memory to read it")
UNPACKED_MB = Limit(name="UNPACKED_MB", default=512, unit="MB", meaning="content, unpacked,")
RATIO = Limit(name="RATIO", default=200, unit="times its packed size", meaning="a part")
ENTRIES = Limit(name="ENTRIES", default=10_000, unit="parts", meaning="a package")
PAGES = Limit(name="PAGES", default=5_000, unit="pages", meaning="a PDF")
MENTIONS = Limit(
    name="MENTIONS", default=30_000, unit="mentions", meaning="a text", instead="koreamap link takes any number"
)
PLACES_MB = Limit(name="PLACES_MB", default=20, unit="MB", meaning="a file of places")
PLACES = Limit(name="PLACES", default=20_000, unit="places", meaning="a layer")

LIMITS = (FILE_MB, TEXT_MB, SECONDS, MEMORY_MB, UNPACKED_MB, RATIO, ENTRIES, PAGES, MENTIONS, PLACES_MB, PLACES)
