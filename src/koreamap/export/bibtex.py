"""BibTeX: the documents and sources as entries, for LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from koreamap.export._terms import OURS, Terms, find_terms
from koreamap.export.csl_json import to_csl
from koreamap.export.spec import FormatSpec
from koreamap.translation import N_

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.csl_json import CslDate, CslItem, CslName
    from koreamap.export.spec import Progress

__all__ = ["FORMATS", "HEAD", "escape_tex", "write", "write_entry"]

FORMATS = (
    FormatSpec(
        id="bibtex",
        title=N_("Citations (BibTeX)"),
        summary=N_("The documents and the sources of the exported features, for LaTeX."),
        suffix=".bib",
        media_type="application/x-bibtex",
        kind="citations",
        order=210,
    ),
)


def _write_head(terms: Terms) -> str:
    return "".join(f"% {line}\n" for line in terms) + "\n"


HEAD = _write_head(OURS)
"""Of a file of what is ours: its lines are comments."""

_SPECIAL = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces, escaped or not, so a lone one must go by name.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


_ENTRIES = {"book": "book", "chapter": "incollection", "report": "techreport"}
_CONTAINERS = {"article": "journal", "incollection": "booktitle"}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""As every style of BibTeX knows them."""

_URL_MARKS = ":/?#[]@!$&'()*+,;=%~"
"""What may stand in an address as it is: neither braces nor backslashes nor spaces."""


def escape_tex(text: str) -> str:
    r"""Return text that TeX prints as it is: special characters escaped, white space folded.

    Examples
    --------
    >>> escape_tex("R&D: 50%")
    'R\\&D: 50\\%'
    """
    return "".join(_SPECIAL.get(char, char) for char in " ".join(text.split()))


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the entries."""
    progress("citations")
    out.write_text(_write_head(find_terms(content)) + "\n".join(map(write_entry, to_csl(content))), encoding="utf-8")


def write_entry(item: CslItem) -> str:
    """Write an entry; its last line closes it."""
    kind = "article" if item.type.startswith("article") else _ENTRIES.get(item.type, "misc")
    fields = {
        "title": item.title,
        "author": " and ".join(map(_name, item.author)),
        "editor": " and ".join(map(_name, item.editor)),
        _CONTAINERS.get(kind, "howpublished"): item.container_title,
        "series": item.collection_title,
        "volume": item.volume,
        "type" if kind == "techreport" else "": item.genre[:1].upper() + item.genre[1:],
        "pages": item.page.replace("-", "--"),
        # BibTeX takes a number for a volume's; a piece's own is a note.
        "number": "" if kind == "incollection" else item.number,
        "note": "; ".join(filter(None, (item.number if kind == "incollection" else "", item.archive))),
        "institution" if kind == "techreport" else "publisher": item.publisher,
        "address": item.publisher_place,
        "year": _year(item),
        **_read_day(item.issued),
        "version": item.version,
        "urldate": _day(item.accessed),
        "annote": item.note,
    }
    lines = [f"  {name} = {_wrap(name, value)}," for name, value in fields.items() if name and value]
    if item.url:
        lines.append(f"  url = {{{quote(item.url, safe=_URL_MARKS)}}},")
    return f"@{kind}{{{item.id},\n" + "\n".join(lines) + "\n}\n"


def _wrap(name: str, value: str) -> str:
    """Hold capitals as they are by a second pair of braces; names bring their own, a month is BibTeX's word for it."""
    if name in {"author", "editor"}:
        return f"{{{value}}}"
    if name == "month":
        return value
    return f"{{{escape_tex(value)}}}" if name in {"type", "day"} else f"{{{{{escape_tex(value)}}}}}"


def _read_day(date: CslDate | None) -> dict[str, str]:
    """Return month and day of a date, as far as they are known."""
    _year, *parts = date.date_parts[0] if date and date.date_parts else (0,)
    words = [*(_MONTHS[month - 1] for month in parts[:1]), *map(str, parts[1:])]
    return dict(zip(("month", "day"), words, strict=False))


def _name(author: CslName) -> str:
    """Write a person as *Family, Jr., Given*; braces keep a body's name in one piece."""
    if author.literal:
        return f"{{{escape_tex(author.literal)}}}"
    return ", ".join(escape_tex(part) for part in (author.family, author.suffix, author.given) if part)


def _day(date: CslDate | None) -> str:
    return "-".join(f"{part:02}" for part in date.date_parts[0]) if date and date.date_parts else ""


def _year(item: CslItem) -> str:
    if item.issued is None:
        return ""
    return str(item.issued.date_parts[0][0]) if item.issued.date_parts else item.issued.literal
