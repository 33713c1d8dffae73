"""Write what is decided on a document that is kept, without losing what another window wrote there meanwhile."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from koreamap.app.own_document import open_desk
from koreamap.drafts import Draft, is_kept, keep_draft, open_kept
from koreamap.errors import DocumentError
from koreamap.joining import join_decisions
from koreamap.model.inputs import DecisionsFile
from koreamap.personal import own_documents_dir

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.app.own_document import Desk
    from koreamap.atlas import Atlas
    from koreamap.reading.extract import Extract

__all__ = ["Kept", "keep_desk"]

_LOCK = Lock()
"""Held from reading what stands to writing."""


class Kept(NamedTuple):
    """A document that was written.

    Parameters
    ----------
    desk
        With what stands now.
    folder
        The document's.
    taken, clashes
        Words on which another window had decided meanwhile: this one not; or differently, and the other's stand.
    """

    desk: Desk
    folder: Path
    taken: tuple[str, ...]
    clashes: tuple[str, ...]


def keep_desk(desk: Desk, atlas: Atlas, extract: Extract | None = None) -> Kept:
    """Write a document's decisions into its folder, and the document where there is none yet.

    Stops with `KoreamapError` when nothing can be written, or what stands cannot be read; nothing is lost then.

    Parameters
    ----------
    desk
        The document; what it began from is what is not taken for another window's.
    atlas
        To link by, where another window's decisions are taken over.
    extract
        What the document was made of; None where its folder must be there.

    Raises
    ------
    koreamap.errors.DocumentError
        When the folder is gone, or has another text.
    """
    document = desk.draft.document
    begun = desk.stands or DecisionsFile(document=document.id, text_sha256=document.sha256)
    with _LOCK:
        is_there = is_kept(document)
        if not is_there and extract is None:
            found, expected = "no document of yours with this text", "its folder, put back"
            raise DocumentError(
                f"document {document.id}", found=found, expected=expected, file=own_documents_dir() / document.id
            )
        stands = open_kept(document).decisions if is_there else begun
        joined = join_decisions(begun, desk.draft.decisions, stands)
        if joined.taken or joined.clashes:
            draft = replace(desk.draft, decisions=joined.decisions)
            desk = open_desk(draft, atlas, _join_each(desk.before, begun, stands))
        folder = keep_draft(desk.draft, None if is_there else extract)
    return Kept(replace(desk, stands=desk.draft.decisions), folder, joined.taken, joined.clashes)


def _join_each(before: tuple[Draft, ...], begun: DecisionsFile, stands: DecisionsFile) -> tuple[Draft, ...]:
    """Let the earlier states have the other window's decisions too, so that taking a step back takes none of them."""
    return tuple(replace(draft, decisions=join_decisions(begun, draft.decisions, stands).decisions) for draft in before)
