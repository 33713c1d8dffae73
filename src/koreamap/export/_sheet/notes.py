"""What stands after the passages: findings, what is drawn and how accurately, sources, and what the map is."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from koreamap import __version__
from koreamap.export._sheet.curve import draw_curve
from koreamap.export._sheet.furniture import thousands
from koreamap.export._sheet.record import Note, Part, Section
from koreamap.export._terms import find_terms
from koreamap.export.content import read_layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from koreamap.export._sheet.faces import TypeCase
    from koreamap.export._sheet.quotes import Quote
    from koreamap.export._sheet.record import Picture
    from koreamap.export._sheet.words import Words
    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.model import BuiltFinding, BuiltLayer, Curve, Feature

__all__ = ["find_findings", "find_lines", "find_parts", "find_sources", "nest_quotes", "write_about", "write_day"]

_OPENING, _CLOSING = "\u2018", "\u2019"
_SINGLE = str.maketrans("\u201c\u201d", _OPENING + _CLOSING)


def find_parts(content: ExportContent, quotes: Sequence[Quote], words: Words) -> tuple[Part, ...]:
    """Gather the quotations by document.

    Parameters
    ----------
    content
        For the documents.
    quotes
        In reading order.
    words
        The sheet's.
    """
    documents = content.atlas.documents
    return tuple(
        Part(
            citation=documents[id_].citation,
            short=documents[id_].short_title,
            address=documents[id_].address,
            quotes=tuple(_word(content, quote, words) for quote in quotes if quote.document_id == id_),
        )
        for id_ in dict.fromkeys(quote.document_id for quote in quotes)
    )


def _word(content: ExportContent, quote: Quote, words: Words) -> Quote:
    """Put a quotation into quotation marks, and name what it names."""
    places = (content.atlas.places[id_] for id_ in quote.place_ids)
    nested = zip(nest_quotes([text for text, _ in quote.pieces]), (named for _, named in quote.pieces), strict=True)
    names = ", ".join(words.pick(place.title, place.hangul) for place in places)
    return dataclasses.replace(quote, pieces=(("“", False), *nested, ("”", False)), names=names)


def nest_quotes(texts: Iterable[str]) -> list[str]:
    """Set the double quotation marks of a text single, since it will stand between double ones itself.

    Parameters
    ----------
    texts
        Stretches that follow on each other.

    Returns
    -------
    Stretches of the same lengths.
    """
    nested, is_open = [], False
    for text in texts:
        first, *others = text.translate(_SINGLE).split('"')
        parts = [first]
        for other in others:
            parts += [_CLOSING if is_open else _OPENING, other]
            is_open = not is_open
        nested.append("".join(parts))
    return nested


def find_findings(content: ExportContent, words: Words, type_case: TypeCase) -> tuple[Note, ...]:
    """Say in a note each what was found of the claims in the sheet's passages that speak of its features, or are wrong.

    Parameters
    ----------
    content
        What the sheet shows.
    words
        The sheet's.
    type_case
        For the curves.

    Returns
    -------
    In reading order; claims that no geometry can test are left out.
    """
    shown = {feature.id for layer in content.layers for feature in layer.features}
    drawn: dict[Curve, str] = {}
    labels = {passage.id: passage.label for passage in content.passages}

    def is_of(claim: BuiltFinding) -> bool:
        """Tell whether a claim speaks of what is shown, of a group through its members, or is contradicted."""
        is_near = any(shown.intersection(content.atlas.features_of(place)) for place in claim.place_ids)
        return claim.passage_id in labels and (is_near or claim.verdict == "contradicted")

    def draw_new(claim: BuiltFinding) -> tuple[Picture, ...]:
        """Draw the curves of a claim that no claim before it has: several may rest on one."""
        return tuple(draw_curve(c, type_case) for c in claim.curves if drawn.setdefault(c, claim.id) == claim.id)

    return tuple(
        Note(
            head=f"{content.atlas.documents[claim.document_id].short_title}, {labels[claim.passage_id]}.",
            body=_write_finding(claim, words),
            pictures=draw_new(claim),
        )
        for claim in content.atlas.claims.values()
        if claim.verdict != "not testable" and is_of(claim)
    )


def _write_finding(claim: BuiltFinding, words: Words) -> str:
    figures = "; ".join(dict.fromkeys(filter(None, (claim.share, claim.figure_text))))
    return f"{claim.title}: {words.say(claim.verdict)} ({figures}). {claim.summary}"


def find_lines(content: ExportContent, words: Words) -> tuple[Note, ...]:
    """Say of each layer, and of each of its features that differs, what it claims to be and how accurate it is.

    Parameters
    ----------
    content
        What the sheet shows.
    words
        The sheet's.

    Returns
    -------
    A note a layer, uppermost first.
    """
    return tuple(
        Note(
            head=f"{words.pick(layer.record.title, layer.record.title_ko)}:",
            body=_write_accuracies(layer, words),
            lang=words.lang,
        )
        for layer in reversed(content.layers)
    )


def _write_accuracies(layer: ExportLayer, words: Words) -> str:
    """Write the features of a layer by what they claim to be; names only where they differ."""
    title = words.pick(layer.record.title, layer.record.title_ko)
    by_status: dict[str, list[Feature]] = {}
    for feature in layer.features:
        by_status.setdefault(feature.properties.status, []).append(feature)
    parts: list[str] = []
    for status, members in by_status.items():
        named = [words.pick(f.properties.name, f.properties.name_ko) for f in members]
        # What is called as its layer is stands right after the layer's name.
        names = f"{', '.join(named)}: " if len(by_status) > 1 and (parts or named != [title]) else ""
        said = ", ".join(map(words.say, filter(None, status.split("; "))))
        parts.append(names + "; ".join(filter(None, (said, _write_range(members, words)))))
    return ". ".join(parts) + "."


def _write_range(features: Sequence[Feature], words: Words) -> str:
    found = sorted({f.properties.accuracy_m for f in features if f.properties.accuracy_m is not None})
    if not found:
        return words.accuracy_none
    least, greatest = _metres(found[0]), _metres(found[-1])
    return words.accuracy.format(least) if least == greatest else words.accuracy_range.format(least, greatest)


def _metres(metres: float) -> str:
    return f"{thousands(round(metres))}\u00a0m" if metres < 10_000 else f"{thousands(round(metres / 1000))}\u00a0km"


def find_sources(content: ExportContent, ground: Iterable[BuiltLayer]) -> tuple[Note, ...]:
    """Cite the sources of what is drawn, each with its licence and its address.

    Parameters
    ----------
    content
        What the sheet shows.
    ground
        The layers of the basemap under it.
    """
    ids = {id_ for record in ground for id_ in record.source_ids}.union(*map(_find_source_ids, content.layers))
    register = content.atlas.sources
    return tuple(
        Note(body=f"{source.citation} {source.licence and source.licence + '.'}".rstrip(), address=source.address)
        for source in (register[id_] for id_ in sorted(ids) if id_ in register)
        if source.kind not in {"own", "none"}
    )


def _find_source_ids(layer: ExportLayer) -> set[str]:
    """Return the sources of the features that are drawn, and of the layer as a whole: not those of its others."""
    own, all_ = (
        {id_ for feature in features for id_ in feature.properties.source_ids.split(";") if id_}
        for features in (layer.features, read_layer(layer.record))
    )
    return own | set(layer.record.source_ids) - all_


def write_about(  # noqa: PLR0913 - what a map says of itself, all named
    content: ExportContent, *, title: str, scale: int, beyond: str, day: date, words: Words
) -> Section:
    """Say what was left out, on which datum and projection the map stands, whose it is, and how to cite it.

    Parameters
    ----------
    content
        What the sheet shows.
    title
        The sheet's.
    scale
        The denominator.
    beyond
        What is too far off.
    day
        Of the data.
    words
        The sheet's.
    """
    left_out = ", ".join(words.pick(record.title, record.title_ko) for record in content.left_out)
    on = write_day(day, words)
    quoted = [content.atlas.documents[id_] for id_ in dict.fromkeys(p.document_id for p in content.passages)]
    rights = " ".join(f"{document.short_title}: {document.rights}" for document in quoted)
    bodies = [
        words.not_drawn.format(left_out) if left_out else words.nothing_left,
        beyond,
        words.neutral,
        words.projection.format(thousands(scale)),
        words.data.format(__version__, on, str(find_terms(content, is_map=True))),
        words.quotes.format(rights) if quoted else "",
        words.language,
    ]
    notes = [Note(body=body, lang=words.lang) for body in bodies if body]
    cite = words.cite.format(title, thousands(scale), __version__, on)
    notes.append(Note(head=words.cite_head, body=cite, lang=words.lang))
    return Section(title=words.about, notes=tuple(notes))


def write_day(day: date, words: Words) -> str:
    """Write a day as the language does."""
    return f"{day.year}년 {day.month}월 {day.day}일" if words.lang == "ko" else f"{day.day} {day:%B} {day.year}"
