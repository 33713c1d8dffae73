"""Every error koreamap raises on purpose, in the words of the domain.

Each composes its own message as *what id: found, expected (file)*, so that a reader of the message
knows what to mend and where. Anything else that escapes is a bug.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "ArchiveError",
    "BuildError",
    "ChangedTextError",
    "ClaimError",
    "DocumentError",
    "ExpectationError",
    "ExportError",
    "GazetteerError",
    "GeometryError",
    "KoreamapError",
    "LayerError",
    "LinkError",
    "MapError",
    "MentionError",
    "OtherKindError",
    "ServerError",
    "SourceError",
    "StatementError",
    "UnknownIdError",
]


class KoreamapError(Exception):
    """Say what is wrong with which thing, what was expected, and where to look.

    Parameters
    ----------
    what
        The kind of thing and its id, for example ``"source osm-borders"``.
    found
        What was met.
    expected
        What should have been there.
    file
        The file to open.
    """

    def __init__(self, what: str, *, found: str, expected: str, file: Path | str | None = None) -> None:
        self.what = what
        self.found = found
        self.expected = expected
        self.file = file
        where = f" ({file})" if file is not None else ""
        super().__init__(f"{what}: found {found}, expected {expected}{where}")

    def __reduce__(self) -> tuple[object, ...]:
        """Reach another process whole."""
        return partial(type(self), found=self.found, expected=self.expected, file=self.file), (self.what,)


class SourceError(KoreamapError):
    """A published file is missing, altered or unreadable."""


class GazetteerError(KoreamapError):
    """A curated place record is incomplete or contradicts another."""


class StatementError(KoreamapError):
    """What the sides said is incomplete, or one of them is missing."""


class GeometryError(KoreamapError):
    """A geometry cannot be computed or is not valid."""


class LayerError(KoreamapError):
    """A layer is not strict RFC 7946 or breaks the rules of its spec."""


class ExpectationError(LayerError):
    """A layer was built, but its count, extent, length or area is not as its spec expects."""


class DocumentError(KoreamapError):
    """A document differs from its record or cannot be read into passages."""


class ChangedTextError(DocumentError):
    """A document's text is not the one that was linked.

    Parameters
    ----------
    what, found, expected, file
        As of every error.
    changes
        What is other, a sentence each; none where that is not known.
    """

    def __init__(
        self, what: str, *, found: str, expected: str, file: Path | str | None = None, changes: tuple[str, ...] = ()
    ) -> None:
        self.changes = changes
        super().__init__(what, found=found, expected=expected, file=file)

    def __str__(self) -> str:
        """Return the sentence, and a line for each change."""
        return "\n  ".join([super().__str__(), *self.changes])

    def __reduce__(self) -> tuple[object, ...]:
        """Reach another process whole."""
        said = partial(type(self), found=self.found, expected=self.expected, file=self.file, changes=self.changes)
        return said, (self.what,)


class OtherKindError(DocumentError):
    """A file is whole, but no document: XML of a kind that is not read, as an archive's own descriptions are."""


class MentionError(KoreamapError):
    """A mention's quote and its offsets disagree."""


class LinkError(KoreamapError):
    """A mention leads to no place, a place to no feature, or a name was left unhandled."""


class ClaimError(KoreamapError):
    """A claim's quote is not in its document, a feature that it needs is gone, or its finding is incomplete."""


class MapError(KoreamapError):
    """A map holds something that cannot be shown."""


class BuildError(KoreamapError):
    """What lies in ``layers/`` is not what the build makes."""


class ExportError(KoreamapError):
    """A map cannot be handed on as asked: an unknown layer or format, a wrong extent, no room to write."""


class ArchiveError(KoreamapError):
    """An archive is not one of ours, or cannot be asked so."""


class ServerError(KoreamapError):
    """The server cannot be started as asked."""


class UnknownIdError(KoreamapError, LookupError):
    """Somebody asked for a layer, feature or place that is not there."""
