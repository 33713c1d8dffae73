"""Links: from mention to place to features, with nothing capitalised left over.

Handle, ignore by name, or fail: `find_unhandled` names every capitalised word that neither a mention nor an entry of
the document's ``ignore.toml`` accounts for, and the build stops.

References
----------
W3C Web Annotation Data Model; `koreamap.annotations` writes links down so.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from koreamap.errors import LinkError
from koreamap.model import Link
from koreamap.text.curation import read_curation
from koreamap.text.documents import find_folder
from koreamap.text.folding import fold, join_traced
from koreamap.text.mentions import check_mention, find_mentions
from koreamap.text.review import find_left_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from koreamap.model import Document, Mention, Passage, Place
    from koreamap.text.curation import Curation
    from koreamap.text.mentions import Found, Ignored

__all__ = [
    "check_document",
    "count_links",
    "count_not_judged",
    "find_links",
    "find_unhandled",
    "format_table",
    "link_mentions",
    "table",
]

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*")
_OPENING = re.compile(r"(?:\A|[.!?:;]|\(\w{1,2}\))[\s\"'\u201c\u201d\u2018\u2019)\]]*\Z")
_REACH = 12


def find_links(documents: Sequence[Document], places: Mapping[str, Place]) -> tuple[Link, ...]:
    """Find, check and link every mention of the project's documents: by document, start, end and place.

    Stops with `MentionError` when a quote and its offsets disagree.
    Stops with `LinkError` when a mention leads nowhere or a name is left over.
    """
    mentions: list[Mention] = []
    for document in documents:
        curation = read_curation(find_folder(document.id))
        found = find_mentions(document, places, curation)
        check_document(document, found, curation)
        mentions.extend(found.mentions)
    return link_mentions(documents, mentions, places)


def check_document(document: Document, found: Found, curation: Curation) -> None:
    """Check all that was found in a document.

    Stops with `MentionError` when a quote and its offsets disagree.

    Raises
    ------
    koreamap.errors.LinkError
        When a name is left over, or an entry of the curation matches nothing.
    """
    for mention in found.mentions:
        check_mention(document, mention)
    if unhandled := find_unhandled(document, found.mentions, found.ignored):
        raise LinkError(
            f"document {document.id}",
            found=f"{', '.join(unhandled)} unaccounted for",
            expected="a mention, or an entry in its ignore.toml",
            file=find_folder(document.id) / "ignore.toml",
        )
    met = {item.form for item in found.ignored} | {fold(mention.exact) for mention in found.mentions}
    idle = [form.text for form in curation.ignored if form.text not in met]
    idle += [form.text for form in curation.forms if fold(form.text) not in met]
    if idle:
        raise LinkError(f"document {document.id}", found=f"{', '.join(idle)} listed but nowhere met", expected="a use")


def find_unhandled(document: Document, mentions: Iterable[Mention], ignored: Iterable[Ignored]) -> tuple[str, ...]:
    """Name the capitalised words that nothing accounts for, each with its passage.

    A word counts when it has a capital anywhere. One that opens a sentence, or stands in a title or heading, has its
    capital from its position, and passes when the same document also writes it in lower case: a proper name is never
    written so. Single letters do not count. In Korean, which has no capitals, it counts what `find_left_over` finds.

    Parameters
    ----------
    document
        To be searched.
    mentions, ignored
        What accounts for words: those that begin inside one of their spans.

    Returns
    -------
    ``"Alliance (lee-2007/2.C/p9)"``, in reading order, each once.
    """
    spans = [(mention.start, mention.end) for mention in mentions] + [(item.start, item.end) for item in ignored]
    handled = {offset for start, end in spans for offset in range(start, end)}
    ordinary = {word for word in _WORD.findall(document.text) if word.islower()}
    unhandled = {
        f"{word} ({passage.id})": None
        for passage in document.passages
        for word, offset, opens in _capitalised(document, passage)
        if offset not in handled and not (opens and word.lower() in ordinary)
    }
    passages = [(start, end, passage.id) for passage in document.passages for start, end in passage.slices]
    for name in find_left_over(document.text, spans).names:
        if name.sort == "korean":
            where = next((id_ for start, end, id_ in passages if start <= name.start < end), document.id)
            unhandled[f"{name.exact} ({where})"] = None
    return tuple(unhandled)


def count_not_judged(documents: Iterable[Document], links: Iterable[Link]) -> int:
    """Count the Korean words of the documents of which no rule says whether they are names."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for link in links:
        spans.setdefault(link.mention.document_id, []).append((link.mention.start, link.mention.end))
    return sum(find_left_over(document.text, spans.get(document.id, ())).not_judged for document in documents)


def link_mentions(
    documents: Sequence[Document], mentions: Iterable[Mention], places: Mapping[str, Place]
) -> tuple[Link, ...]:
    """Lead each mention to the features of its place.

    Stops with `LinkError` when a place is unknown, or has neither a layer nor members.

    Returns
    -------
    By document, start, end and place. A group leads to its members' features, in the order of the record.
    """
    order = {document.id: index for index, document in enumerate(documents)}
    ordered = sorted(mentions, key=lambda mention: (order[mention.document_id], mention.start, mention.end))
    links: list[Link] = []
    taken: set[str] = set()
    for mention in ordered:
        key = f"{mention.id}:{mention.place_id}" if mention.id in taken else mention.id
        taken.add(key)
        feature_ids = tuple(_features(mention.place_id, places, mention.id))
        links.append(Link(key=key, mention=mention, feature_ids=feature_ids, layer=places[feature_ids[0]].layer))
    return tuple(links)


def count_links(links: Iterable[Link]) -> dict[str, int]:
    """Count the mentions that lead to each feature, by themselves or through a group."""
    return dict(sorted(Counter(feature for link in links for feature in dict.fromkeys(link.feature_ids)).items()))


def table(links: Sequence[Link], places: Mapping[str, Place]) -> list[tuple[str, str, int, tuple[str, ...]]]:
    """Return a row for each place mentioned: id, title, count, passages in reading order; by layer, then id."""
    groups: dict[str, list[Mention]] = {}
    for link in links:
        groups.setdefault(link.mention.place_id, []).append(link.mention)
    return [
        (place_id, places[place_id].title, len(group), tuple(dict.fromkeys(mention.passage_id for mention in group)))
        for place_id, group in sorted(groups.items(), key=lambda item: (places[item[0]].layer, item[0]))
    ]


def format_table(links: Sequence[Link], places: Mapping[str, Place], documents: Sequence[Document]) -> str:
    """Write who is mentioned where, then what is ignored and why, as plain text."""
    rows = [("place", "name", "mentions", "passages")]
    rows += [
        (place_id, title, str(count), ", ".join(passages)) for place_id, title, count, passages in table(links, places)
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]}" for row in rows]
    for document in documents:
        found = find_mentions(document, places, read_curation(find_folder(document.id)))
        lines += ["", f"{document.id}: capitalised, but no place of the map"]
        lines += _ignored_lines(found.ignored)
    return "\n".join(lines)


def _ignored_lines(ignored: Iterable[Ignored]) -> list[str]:
    counts = Counter((item.reason, item.form or " ".join(item.exact.split())) for item in ignored)
    reasons: dict[str, list[str]] = {}
    for (reason, exact), count in sorted(counts.items()):
        reasons.setdefault(reason, []).append(f"{exact} ({count})" if count > 1 else exact)
    return [f"  {reason}: {', '.join(texts)}" for reason, texts in reasons.items()]


def _capitalised(document: Document, passage: Passage) -> Iterator[tuple[str, int, bool]]:
    """Yield each word with a capital, its offset, and whether its position alone may explain the capital."""
    joined = join_traced(document.text, passage.slices)
    for match in _WORD.finditer(joined.text):
        word = match[0]
        if len(word) == 1 or word.islower() or not any(char.isupper() for char in word):
            continue
        titled = passage.kind in {"title", "heading"} or passage.section_id == ""
        before = joined.text[max(0, match.start() - _REACH) : match.start()]
        starts_text = match.start() < _REACH
        opens = titled or bool(_OPENING.search(before if starts_text else "x" + before))
        if (start := joined.start(match.start())) is not None:
            yield word, start, opens


def _features(place_id: str, places: Mapping[str, Place], mention_id: str) -> Iterator[str]:
    what = f"mention {mention_id}"
    if place_id not in places:
        raise LinkError(what, found=f"place {place_id}", expected="one of the gazetteer")
    place = places[place_id]
    if place.layer:
        yield place.id
    elif place.members:
        for member in place.members:
            yield from _features(member, places, mention_id)
    else:
        raise LinkError(what, found=f"place {place_id} with neither layer nor members", expected="a feature")
