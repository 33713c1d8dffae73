"""A document that is being linked: what a person decided on its names, and what is left to decide.

Nothing here is kept: a draft is a document, decisions and the gazetteer of the moment; its links follow from them each
time. Decisions are given by words, never by offsets, and can be saved, shared and taken up again; what no longer fits,
because the text or the gazetteer is another, is told and has no effect.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec
import tomli_w

from koreamap.beside import put_file
from koreamap.errors import DocumentError, KoreamapError
from koreamap.limits import MENTIONS
from koreamap.model.inputs import DecisionsFile, FormEntry, IgnoreEntry, MentionEntry
from koreamap.own import OWN
from koreamap.own_documents import write_own
from koreamap.personal import own_documents_dir
from koreamap.text.curation import Curation, make_curation, read_curation_files, read_namesakes
from koreamap.text.documents import find_folder, read_document
from koreamap.text.folding import join_traced
from koreamap.text.forms import Form
from koreamap.text.links import link_mentions
from koreamap.text.matching import Span
from koreamap.text.mentions import check_spot, find_mentions
from koreamap.text.review import build_reviewer, find_left_over
from koreamap.text.spellings import forms_of_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from koreamap.model import Document, Link, Mention, Passage, Place
    from koreamap.reading.extract import Extract
    from koreamap.text.folding import Traced

__all__ = [
    "Draft",
    "Linked",
    "Question",
    "Spot",
    "decide",
    "find_free_id",
    "is_kept",
    "keep_draft",
    "link_draft",
    "open_kept",
    "read_decisions",
    "write_decisions",
]

_CONTEXT_CHARS = 80
_LONGEST_FILE = 4 * 2**20
_MOST_ALIKE = 1000

Kind = Literal["suggestion", "name", "linked"]
"""A word that is nearly a place's name; a name that nothing accounts for; or a word that is linked already."""


_NOTHING = Form(text="", place_ids=(), made_by="rule")

Stretch = tuple[int, int]
"""Of the text: start and end, end exclusive."""


class Met(NamedTuple):
    """A word to look at, and the places that it may mean."""

    start: int
    end: int
    places: tuple[str, ...]


class Spot(NamedTuple):
    """Where a word stands: its passage, which of the passage's it is, from 1, and what stands around it."""

    passage: str
    label: str
    nth: int
    start: int
    end: int
    prefix: str
    suffix: str


class Question(NamedTuple):
    """A word of the text that a person should look at, with all its spots; `places` are those that it may mean."""

    exact: str
    kind: Kind
    places: tuple[str, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document and what was decided on its names."""

    document: Document
    decisions: DecisionsFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What a draft comes to.

    Parameters
    ----------
    links
        In reading order.
    questions
        What is left to decide, suggestions first; then what is linked, and may be decided otherwise. Of each kind the
        most frequent first.
    idle
        Decisions that have no effect, each in a sentence: the text or the gazetteer is another.
    not_judged
        How many Korean words no rule could judge.
    """

    links: tuple[Link, ...]
    questions: tuple[Question, ...]
    idle: tuple[str, ...]
    not_judged: int


def decide(draft: Draft, exact: str, places: tuple[str, ...], *, spot: Spot | None = None, note: str = "") -> Draft:
    """Add a decision: what a word names, everywhere in the document or at one spot.

    Parameters
    ----------
    draft
        Before.
    exact
        The word, as it stands in the text.
    places
        Ids of the places that it names; none where it names no place of the map.
    spot
        The one spot that is meant; else all of them.
    note
        Why; a usual one when left out.
    """
    said = draft.decisions
    words = " ".join(exact.split())
    why = note or ("looked at, and meant so" if places else "looked at, and no place of the map")
    if spot is not None:
        entry = MentionEntry(passage=spot.passage, quote=words, places=places, note=why, nth=spot.nth)
        kept = tuple(each for each in said.mention if not _is_same_spot(each, entry))
        return _with(draft, msgspec.structs.replace(said, mention=(*kept, entry)))
    forms = tuple(form for form in said.form if form.text != words)
    ignored = tuple(_without(each, words) for each in said.ignore)
    if places:
        forms += (FormEntry(text=words, places=places, note=why, lower=words == words.lower()),)
    else:
        ignored += (IgnoreEntry(forms=(words,), reason=why),)
    return _with(draft, msgspec.structs.replace(said, form=forms, ignore=tuple(each for each in ignored if each)))


def link_draft(draft: Draft, places: Mapping[str, Place]) -> Linked:
    """Link a draft by the rules and by what was decided, and gather what is left to decide.

    Stops with `DocumentError` where there are more mentions than a page can show, else only where the rules fail.

    Parameters
    ----------
    draft
        The document and the decisions.
    places
        The gazetteer of the moment, by id.
    """
    curation, idle = _fit(draft, places)
    own = {id_: place for id_, place in places.items() if id_.startswith(OWN)}
    ours = {id_: place for id_, place in places.items() if id_ not in own}
    found = find_mentions(draft.document, ours, curation, own, asks=True)
    MENTIONS.check(draft.document.title, len(found.mentions))
    looked_at = [(mention.start, mention.end) for mention in found.mentions]
    looked_at += [(item.start, item.end) for item in found.ignored]
    looked_at += [(mention.start, mention.end) for mention in found.asked] + [*found.namesakes]
    suggested = [*_gather(found.asked), *_suggest(draft.document, places, looked_at, curation)]
    names, not_judged = _find_names(draft.document, [*looked_at, *((met.start, met.end) for met in suggested)])
    return Linked(
        links=link_mentions([draft.document], found.mentions, places),
        questions=(
            *_ask(draft.document, suggested, "suggestion"),
            *_ask(draft.document, names, "name"),
            *_ask(draft.document, _gather(found.mentions), "linked"),
        ),
        idle=idle,
        not_judged=not_judged,
    )


def read_decisions(data: bytes, document: Document) -> DecisionsFile:
    """Read decisions that were saved; those on another text are refused, since their spots would be shifted.

    Raises
    ------
    koreamap.errors.DocumentError
        When they cannot be read, or belong to another text.
    """
    what = f"decisions on {document.id}"
    if len(data) > _LONGEST_FILE:
        raise DocumentError(what, found=f"{len(data) / 2**20:.1f} MB", expected=f"at most {_LONGEST_FILE >> 20} MB")
    try:
        said = msgspec.json.decode(data, type=DecisionsFile)
    except msgspec.DecodeError as error:
        raise DocumentError(what, found=str(error), expected="a file of decisions as this page saves it") from error
    if said.text_sha256 != document.sha256:
        found = f"decisions on a text with sha256 {said.text_sha256[:12]}…"
        raise DocumentError(what, found=found, expected=f"{document.sha256[:12]}…: the text is another")
    return said


def write_decisions(decisions: DecisionsFile) -> bytes:
    """Write decisions to be saved and shared, readable and the same for the same decisions."""
    return msgspec.json.format(msgspec.json.encode(decisions), indent=1) + b"\n"


def find_free_id(document: Document) -> str:
    """Return the document's id, or one like it where another document has it already; the same text keeps its own.

    Raises
    ------
    koreamap.errors.DocumentError
        When there are too many of that name.
    """
    for number in range(1, _MOST_ALIKE):
        name = document.id if number == 1 else f"{document.id}-{number}"
        folder = find_folder(name)
        if not folder.exists() or (folder.parent == own_documents_dir() and _is_of(folder, document)):
            return name
    raise DocumentError(f"document {document.id}", found=f"{_MOST_ALIKE} of that name", expected="another name")


def is_kept(document: Document) -> bool:
    """Tell whether the user's own folder has this document, with this text."""
    return _is_of(own_documents_dir() / document.id, document)


def open_kept(document: Document) -> Draft:
    """Take up a document of the user's own folder again, with what was decided there.

    Stops with `MentionError` when its ``mentions.toml`` or ``ignore.toml`` cannot be read.
    """
    mentions, ignored = read_curation_files(find_folder(document.id))
    decisions = DecisionsFile(
        document=document.id,
        text_sha256=document.sha256,
        form=mentions.form,
        mention=mentions.mention,
        ignore=ignored.ignore,
    )
    return Draft(document=document, decisions=decisions)


def keep_draft(draft: Draft, extract: Extract | None) -> Path:
    """Write a draft into the user's own folder, with what was decided.

    Stops with `DocumentError` when the id stands for another text or nothing can be written.

    Parameters
    ----------
    draft
        The document and the decisions.
    extract
        What the document was made of; None for one that is kept already.

    Returns
    -------
    The document's folder.
    """
    folder = write_own(draft.document, extract).folder if extract else own_documents_dir() / draft.document.id
    said = msgspec.to_builtins(draft.decisions)
    for name, members in (("mentions.toml", ("form", "mention")), ("ignore.toml", ("ignore",))):
        _write(folder / name, tomli_w.dumps({key: said[key] for key in members if said[key]}))
    return folder


def _is_of(folder: Path, document: Document) -> bool:
    try:
        return read_document(folder).sha256 == document.sha256
    except DocumentError:
        return False


def _write(file: Path, text: str) -> None:
    try:
        put_file(file, text.encode())
    except OSError as error:
        found = error.strerror or str(error)
        raise DocumentError(file.name, found=found, expected="room and leave to write", file=file) from error


def _with(draft: Draft, decisions: DecisionsFile) -> Draft:
    return Draft(document=draft.document, decisions=decisions)


def _is_same_spot(one: MentionEntry, other: MentionEntry) -> bool:
    return (one.passage, one.quote, one.nth) == (other.passage, other.quote, other.nth)


def _without(entry: IgnoreEntry, words: str) -> IgnoreEntry | None:
    forms = tuple(form for form in entry.forms if form != words)
    return msgspec.structs.replace(entry, forms=forms) if forms else None


def _fit(draft: Draft, places: Mapping[str, Place]) -> tuple[Curation, tuple[str, ...]]:
    """Keep the decisions that fit the text and the gazetteer, and say of each other one why it has no effect."""
    said = draft.decisions
    idle = []
    forms, spots = [], []
    for form in said.form:
        if unknown := [id_ for id_ in form.places if id_ not in places]:
            idle.append(f"{form.text}: no place {', '.join(unknown)} in the gazetteer")
        else:
            forms.append(form)
    for spot in said.mention:
        unknown = [id_ for id_ in spot.places if id_ not in places]
        if unknown:
            idle.append(f"{spot.quote} in {spot.passage}: no place {', '.join(unknown)} in the gazetteer")
        elif fault := _find_fault(spot, draft.document):
            idle.append(fault)
        else:
            spots.append(spot)
    kept = msgspec.structs.replace(said, form=tuple(forms), mention=tuple(spots))
    return make_curation(kept, kept.ignore, name=draft.document.id), tuple(idle)


def _find_fault(spot: MentionEntry, document: Document) -> str:
    try:
        check_spot(spot, document)
    except KoreamapError as error:
        return str(error)
    return ""


def _suggest(
    document: Document, places: Mapping[str, Place], looked_at: Iterable[Stretch], curation: Curation
) -> list[Met]:
    """List the words that are nearly a name, each with the place."""
    forms = (*forms_of_places(places), *read_namesakes(), *curation.forms, *curation.ignored)
    spans = [Span(start, end, _NOTHING) for start, end in looked_at]
    return [Met(start, end, (place,)) for start, end, place in build_reviewer(forms).suggest(document.text, spans)]


def _find_names(document: Document, looked_at: Iterable[Stretch]) -> tuple[list[Met], int]:
    """List the names that nothing accounts for, and count the Korean words that no rule could judge."""
    looked = find_left_over(document.text, looked_at)
    return [Met(name.start, name.end, ()) for name in looked.names], looked.not_judged


def _gather(mentions: Iterable[Mention]) -> list[Met]:
    """List the linked words, each once with all the places that it names."""
    places: dict[Stretch, tuple[str, ...]] = {}
    for mention in mentions:
        span = mention.start, mention.end
        places[span] = (*places.get(span, ()), mention.place_id)
    return [Met(*span, ids) for span, ids in places.items()]


def _ask(document: Document, met: Iterable[Met], kind: Kind) -> list[Question]:
    """Gather words that are alike into one question each, the most frequent first."""
    spots: dict[str, list[Spot]] = {}
    places: dict[str, tuple[str, ...]] = {}
    finder = _Finder(document)
    for start, end, ids in met:
        words = " ".join(document.text[start:end].split())
        if spot := finder.find(words, start):
            spots.setdefault(words, []).append(spot)
            places.setdefault(words, ids)
    ordered = sorted(spots, key=lambda words: (-len(spots[words]), spots[words][0].start))
    return [Question(words, kind, places[words], tuple(spots[words])) for words in ordered]


class _Finder:
    """Find the passage of a word, and which of the passage's it is."""

    def __init__(self, document: Document) -> None:
        self._document = document
        slices = [(*span, passage) for passage in document.passages for span in passage.slices]
        self._slices = sorted(slices, key=lambda item: item[0])
        self._starts = [start for start, _end, _passage in self._slices]
        self._joined: dict[str, Traced] = {}
        self._spots: dict[tuple[str, str], dict[int, Spot]] = {}

    def find(self, words: str, start: int) -> Spot | None:
        """Return the spot of the word that begins there; none where no passage has it whole."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or start >= self._slices[at][1]:
            return None
        passage = self._slices[at][2]
        key = passage.id, words
        if key not in self._spots:
            self._spots[key] = {spot.start: spot for spot in self._find_all(passage, words)}
        return self._spots[key].get(start)

    def _find_all(self, passage: Passage, words: str) -> Iterator[Spot]:
        """Yield the spots of a passage that have these words."""
        if passage.id not in self._joined:
            self._joined[passage.id] = join_traced(self._document.text, passage.slices)
        joined = self._joined[passage.id]
        text = joined.text.replace("\n", " ")
        for nth, match in enumerate(re.finditer(f"(?={re.escape(words)})", text), start=1):
            place, end = match.start(), match.start() + len(words)
            if span := joined.span(place, end):
                before, after = text[max(0, place - _CONTEXT_CHARS) : place], text[end : end + _CONTEXT_CHARS]
                yield Spot(passage.id, passage.label, nth, *span, before, after)
