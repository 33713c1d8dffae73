"""A user's own documents: made out of what was read, linked, written to the user's folder, and taken away again.

Each is a folder as a document of the project is, its passages in ``outline.json``, with drafts of ``mentions.toml``
and ``ignore.toml`` that wait for what the user says of names.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import shutil
import time
import unicodedata
from collections import Counter
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from koreamap.built import encode_lines
from koreamap.errors import ChangedTextError, DocumentError, KoreamapError
from koreamap.home import geodata_dir
from koreamap.model import Document
from koreamap.model.documents import NO_AUTHOR, DocumentHead, Original, Outline
from koreamap.model.inputs import DocumentFile
from koreamap.model.values import Edtf, Id
from koreamap.personal import own_documents_dir, personal_dir
from koreamap.reading.numbering import number_outline
from koreamap.text.changes import find_changes, tell_changes
from koreamap.text.curation import Curation, read_curation
from koreamap.text.documents import LINKED_FILE, OUTLINE_FILE, OUTLINED, check_coverage, read_document
from koreamap.text.linker import Linker
from koreamap.text.mentions import find_mentions
from koreamap.text.review import find_left_over
from koreamap.text.romanization import romanize
from koreamap.toml import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koreamap.model import Mention, Place
    from koreamap.reading.extract import Extract
    from koreamap.text.forms import Grade
    from koreamap.text.linker import Linked

__all__ = ["Report", "Written", "link_own", "make_document", "remove_own", "write_own"]

RIGHTS = "Yours; not stated."
"""What a document of a user's says of its rights until the user says more: only linked passages are handed on."""

_RECORD, _TEXT, _MENTIONS, _IGNORE = "document.toml", "text.txt", "mentions.toml", "ignore.toml"
_LONGEST_ID, _LONGEST_TITLE, _LONGEST_TAB = 40, 300, 30


class Report(NamedTuple):
    """What was found in a document.

    Parameters
    ----------
    mentions
        By start and end.
    grades
        How sure each of them is, in the same order.
    left_over
        Names that nothing accounts for, Korean ones too -> the passages that have them.
    suggestions
        Words that are nearly a place's name.
    not_judged
        How many Korean words no rule says anything of.
    problem
        What of the user's own ``mentions.toml`` or ``ignore.toml`` does not fit the text; it was left aside.
    """

    mentions: tuple[Mention, ...]
    grades: tuple[Grade, ...]
    left_over: Mapping[str, tuple[str, ...]]
    suggestions: tuple[Linked, ...]
    not_judged: int
    problem: str = ""


class Written(NamedTuple):
    """The document's folder; where the one went that it replaced; and whether what the user curated there was kept."""

    folder: Path
    replaced: Path | None
    kept: bool


def make_document(
    extract: Extract, *, document_id: str = "", title: str = "", author: str = "", date: str = ""
) -> Document:
    """Make a document of what was read.

    Parameters
    ----------
    extract
        What was read out of a file.
    document_id
        Lower-case letters, digits and hyphens; by default made of the file's name.
    title, author, date
        Where they are not to be what the file says of itself; the date in EDTF.

    Stops with `DocumentError` when id or date are not as they must be.
    """
    document_id = document_id or _make_id(extract.name, extract.sha256)
    _check(document_id, Id, "id", "lower-case letters, digits and hyphens", document_id)
    _check(date, Edtf, "date", "an EDTF date, like 1953, 1953-07 or 1953-07-27", document_id)
    title = _tidy(title or extract.head.title or PurePath(extract.name).stem) or document_id
    author = _tidy(author or extract.head.author)
    date = date or extract.head.date
    sha256 = hashlib.sha256(extract.text.encode()).hexdigest()
    outline = number_outline(
        extract.text,
        extract.blocks,
        document_id=document_id,
        title=title,
        sha256=sha256,
        language=extract.head.language,
    )
    document = Document(
        id=document_id,
        title=title,
        short_title=_shorten(title),
        author=author or NO_AUTHOR,
        date=date,
        publisher=_tidy(extract.head.publisher),
        citation=f"{f'{author}, ' if author else ''}{title}{f' ({date})' if date else ''}.",
        rights=RIGHTS,
        quotable="passages",
        language=extract.head.language,
        note=" ".join([f"Read from {extract.name} ({extract.title}).", *map(_to_sentence, extract.warnings)]),
        sha256=sha256,
        text=extract.text,
        sections=outline.sections,
        passages=outline.passages,
    )
    check_coverage(document, re.compile(r"\s*"))
    return document


def link_own(
    document: Document,
    places: Mapping[str, Place],
    own: Mapping[str, Place] | None = None,
    *,
    folder: Path | None = None,
    linker: Linker | None = None,
) -> Report:
    """Find what a document names.

    Parameters
    ----------
    document
        To be searched.
    places
        The gazetteer, by id.
    own
        Places of the user's own, by id.
    folder
        Of its ``mentions.toml`` and ``ignore.toml``; none when left out.
    linker
        Of these places, where the caller keeps one.
    """
    problem, curation = "", Curation()
    try:
        curation = read_curation(folder) if folder else curation
        found = find_mentions(document, places, curation, own, asks=True)
    except KoreamapError as error:
        problem = str(error)
        found = find_mentions(document, places, Curation(), own, asks=True)
    linked = (linker or Linker(places, own or {})).link(document.text, suggest=True)
    graded = {(row.start, row.end, row.place): row.grade for row in linked if row.grade != "suggestion"}
    suggestions = tuple(row for row in linked if row.grade in {"suggestion", "demonym"})
    spans = [(each.start, each.end) for each in found.mentions]
    spans += [(each.start, each.end) for each in found.ignored]
    looked = find_left_over(document.text, [*spans, *((row.start, row.end) for row in suggestions)])
    left_over: dict[str, list[str]] = {}
    for name in looked.names:
        holding = _find_passage(document, name.start)
        left_over.setdefault(" ".join(name.exact.split()), []).append(holding)
    return Report(
        mentions=found.mentions,
        grades=tuple(graded.get((each.start, each.end, each.place_id), "exact") for each in found.mentions),
        left_over={word: tuple(passages) for word, passages in left_over.items()},
        suggestions=suggestions,
        not_judged=looked.not_judged,
        problem=problem,
    )


def write_own(document: Document, extract: Extract, *, report: Report | None = None, replace: bool = False) -> Written:
    """Write a document to the user's folder: beside, then renamed.

    What the user curated for a document of that id stays, and so do its text and record in the user's trash where
    others take their place, if only since the user had changed them.

    Parameters
    ----------
    document, extract
        As `make_document` made the one of the other.
    report
        What was found in it, for the drafts.
    replace
        Whether it may take the place of one with another text.

    Raises
    ------
    koreamap.errors.ChangedTextError
        When the id stands for another text.
    koreamap.errors.DocumentError
        When the id is the project's; or when nothing can be written.
    """
    parent = own_documents_dir()
    folder = parent / document.id
    what = f"document {document.id}"
    if (geodata_dir() / "documents" / document.id).is_dir():
        raise DocumentError(what, found="one of the project's documents", expected="another id (--id)")
    same = not folder.exists() or _read_sha256(folder) == document.sha256
    if not same and not replace:
        raise ChangedTextError(
            what,
            found="another text of that id",
            expected="--replace, or another id (--id)",
            file=folder,
            changes=_tell_changes(folder, document),
        )
    try:
        beside = parent / f".{document.id}-{secrets.token_hex(4)}"
        beside.mkdir(parents=True)
        kept = _write_files(beside, folder, document, extract, report)
        old = _move_away(folder) if folder.exists() else None
        beside.rename(folder)
    except OSError as error:
        raise DocumentError(what, found=str(error), expected="a folder to write to", file=folder) from error
    if old is not None and all(_has_same(name, old, folder) for name in (_TEXT, _RECORD)):
        shutil.rmtree(old)
        old = None
    return Written(folder, old, kept)


def _tell_changes(folder: Path, document: Document) -> tuple[str, ...]:
    """Say what is other in a document than in the one that stands in a folder; nothing where that cannot be read."""
    try:
        old = read_document(folder)
    except DocumentError:
        return ()
    return tell_changes(find_changes(old.text, document.text, old.passages))


def _has_same(name: str, one: Path, other: Path) -> bool:
    return (one / name).is_file() and (one / name).read_bytes() == (other / name).read_bytes()


def remove_own(document_id: str) -> Path:
    """Move a document of the user's away to the trash; return where it is now.

    Raises
    ------
    koreamap.errors.DocumentError
        When there is none of that id, or it cannot be moved.
    """
    folder = own_documents_dir() / document_id
    known = sorted(path.name for path in own_documents_dir().glob("[!._]*")) if own_documents_dir().is_dir() else []
    if document_id not in known:
        expected = f"one of your own: {', '.join(known)}" if known else "one of your own; there is none"
        raise DocumentError(f"document {document_id}", found="no document of yours", expected=expected)
    try:
        return _move_away(folder)
    except OSError as error:
        raise DocumentError(
            f"document {document_id}", found=str(error), expected="a folder to move", file=folder
        ) from error


def _write_files(beside: Path, folder: Path, document: Document, extract: Extract, report: Report | None) -> bool:
    """Write all files of a document; return whether what the user curated was taken over."""
    head = {key: getattr(document, key) for key in DocumentHead.__struct_fields__}
    original = Original(name=extract.name, sha256=extract.sha256, format=extract.format, encoding=extract.encoding)
    record = DocumentFile(**head, format=OUTLINED, original=original)
    outline = Outline(sha256=document.sha256, sections=document.sections, passages=document.passages)
    for name in (_TEXT, LINKED_FILE):
        (beside / name).write_bytes(document.text.encode())
    (beside / OUTLINE_FILE).write_bytes(encode_lines(outline))
    (beside / _RECORD).write_text(_write_toml(record), encoding="utf-8")
    drafts = {_MENTIONS: _draft_mentions(document, report), _IGNORE: _draft_ignored(report)}
    kept = False
    for name, draft in drafts.items():
        if (folder / name).is_file():
            shutil.copy2(folder / name, beside / name)
            kept = True
        else:
            (beside / name).write_text(draft, encoding="utf-8")
    return kept


def _move_away(folder: Path) -> Path:
    trash = personal_dir() / "trash"
    trash.mkdir(parents=True, exist_ok=True)
    target = trash / f"{folder.name}-{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(2)}"
    folder.rename(target)
    return target


def _read_sha256(folder: Path) -> str:
    """Return the hash of the text that stands in a folder; empty where its record cannot be read."""
    try:
        return read_toml(folder / _RECORD, DocumentFile, what=f"document {folder.name}", error=DocumentError).sha256
    except DocumentError:
        return ""


def _check(value: str, type_: object, field: str, expected: str, document_id: str) -> None:
    try:
        msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        raise DocumentError(f"document {document_id}, {field}", found=value, expected=expected) from error


def _make_id(name: str, sha256: str) -> str:
    """Make an id of a file's name: its letters and digits, Hangul romanized; of its hash where it has none of these.

    A file that has a document of its hash, as earlier versions made them of Korean names, keeps it.
    """
    of_hash = f"document-{sha256[:8]}"
    if (own_documents_dir() / of_hash).is_dir():
        return of_hash
    stem = unicodedata.normalize("NFC", PurePath(name).stem)
    latin = re.sub(r"[가-힣]+", lambda found: f" {''.join(romanize(found[0])[0])} ", stem)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")
    if re.search(r"[a-z]", slug):
        return slug
    return f"document-{slug}" if slug else of_hash


def _tidy(words: str) -> str:
    """Keep words to one line of what can be printed."""
    words = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    return words if len(words) <= _LONGEST_TITLE else words[: _LONGEST_TITLE - 1] + "…"


def _shorten(title: str) -> str:
    return title if len(title) <= _LONGEST_TAB else title[: _LONGEST_TAB - 1].rstrip() + "…"


def _to_sentence(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}."


def _quote(text: str) -> str:
    """Write a TOML string on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\0-\x1f\x7f]", lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'


def _find_passage(document: Document, offset: int) -> str:
    """Return the id of the passage that holds a character."""
    holding = (each.id for each in document.passages if any(a <= offset < b for a, b in each.slices))
    return next(holding, "")


def _write_toml(record: DocumentFile) -> str:
    """Write a record, without what it does not say."""
    lines = [
        "# The record of a document of your own: correct it as you like, but for id, format, sha256 and [original]."
    ]
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        if isinstance(value, str) and (value or field.name == "date"):
            lines.append(f"{field.name} = {_quote(value)}")
    if record.original is not None:
        lines += ["", "[original]"]
        said = ((field.name, getattr(record.original, field.name)) for field in msgspec.structs.fields(record.original))
        lines += [f"{name} = {_quote(value)}" for name, value in said if value]
    return "\n".join(lines) + "\n"


def _draft_mentions(document: Document, report: Report | None) -> str:
    lines = [
        "# What you say of the names in this document. Take the # off an entry, or write your own.",
        f"# The passages' ids: koreamap passages {document.id}",
    ]
    for row in report.suggestions if report else ():
        passage, quote = _find_passage(document, row.start), " ".join(row.exact.split())
        lines += ["", "# [[mention]]", f"# passage = {_quote(passage)}", f"# quote = {_quote(quote)}"]
        lines += [f"# places = [{_quote(row.place)}]", '# note = "Nearly the name; is it meant?"']
    if not (report and report.suggestions):
        lines += ["", "# [[form]]", '# text = "the Line"', '# places = ["nll"]', '# note = "So all through this text."']
    return "\n".join(lines) + "\n"


def _draft_ignored(report: Report | None) -> str:
    words = Counter({word: len(passages) for word, passages in (report.left_over.items() if report else ())})
    lines = [
        "# Names in this document that are no place of the map. Take the # off the entries that are right.",
        "",
        "# [[ignore]]",
        '# reason = "person, office or organisation"',
    ]
    forms = [f"#   {_quote(word)}," for word, _count in words.most_common()]
    return "\n".join([*lines, "# forms = [", *(forms or ['#   "…",']), "# ]"]) + "\n"
