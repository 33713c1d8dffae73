"""What finds names, and what is found in the project's documents, each once in a process, for tests that only look."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from built_once import PLACES
from koreamap.text.curation import read_curation
from koreamap.text.documents import find_folder, read_documents
from koreamap.text.linker import Linker
from koreamap.text.links import find_links
from koreamap.text.matching import Matcher, build_matcher
from koreamap.text.mentions import Found, find_mentions
from koreamap.text.spellings import forms_of_places

if TYPE_CHECKING:
    from koreamap.model import Link

DOCUMENTS = {document.id: document for document in read_documents()}


@cache
def match_once() -> Matcher:
    """Return what finds the gazetteer's names."""
    return build_matcher(forms_of_places(PLACES))


@cache
def linker_once() -> Linker:
    """Return what links any text by the gazetteer."""
    return Linker(PLACES)


@cache
def find_once(document_id: str) -> Found:
    """Return what is found in a document."""
    return find_mentions(DOCUMENTS[document_id], PLACES, read_curation(find_folder(document_id)))


@cache
def link_once() -> tuple[Link, ...]:
    """Return the links of all documents."""
    return tuple(find_links(tuple(DOCUMENTS.values()), PLACES))
