"""Link a text of anybody's: every mention of a place of the gazetteer, with a grade, and nothing asked for.

The same forms, matcher and choice as for the project's own documents; what a person curated for those does not apply.
"""

from __future__ import annotations

from bisect import bisect_right
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from koreamap.text.blocks import find_each
from koreamap.text.choosing import choose
from koreamap.text.matching import build_matcher
from koreamap.text.own_forms import is_everyday, join_forms
from koreamap.text.plain import find_paragraphs
from koreamap.text.review import build_reviewer, find_left_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from koreamap.model import Place
    from koreamap.text.forms import Grade
    from koreamap.text.matching import Span

__all__ = ["Linked", "Linker"]


class Linked(NamedTuple):
    """A span of a text, in code points, end exclusive, and a place that it names; none for a name left over."""

    start: int
    end: int
    exact: str
    place: str
    grade: Grade
    passage: str


class Linker:
    """Find the places that any text names.

    Parameters
    ----------
    places
        The gazetteer, by id.
    own
        A user's places, by id; a name that both have leads to both.
    """

    def __init__(self, places: Mapping[str, Place], own: Mapping[str, Place] = MappingProxyType({})) -> None:
        self._own = frozenset(own)
        forms = join_forms(places, own)
        self._matcher = build_matcher(forms)
        self._reviewer = build_reviewer(forms)

    def link(self, text: str, *, suggest: bool = False, left_over: bool = False) -> list[Linked]:
        """Return the mentions of a text, by start, end and place.

        Parameters
        ----------
        text
            As it stands in its file.
        suggest
            Whether to add, with the grade ``suggestion``, words that are nearly a place's name.
        left_over
            Whether to add, with that grade and without a place, the proper names that nothing accounts for.
        """
        return next(self.link_each([text], suggest=suggest, left_over=left_over))

    def link_each(
        self, texts: Sequence[str], *, suggest: bool = False, left_over: bool = False
    ) -> Iterator[list[Linked]]:
        """Yield the mentions of each text, as `link` returns them: of many short ones, in half the time.

        Parameters
        ----------
        texts
            Of which all are held at once.
        suggest, left_over
            As in `link`.
        """
        for text, found in zip(texts, find_each(self._matcher, texts), strict=True):
            yield self._link(text, choose(text, found), suggest=suggest, left_over=left_over)

    def _link(self, text: str, spans: list[Span], *, suggest: bool, left_over: bool) -> list[Linked]:
        passages = [start for start, _end in find_paragraphs(text)]
        rows = [
            Linked(start, end, text[start:end], place, grade, f"p{bisect_right(passages, start)}")
            for start, end, form, grade in _grade(text, spans)
            if suggest or grade != "suggestion"
            for place in form.place_ids
        ]
        if self._own:
            rows = list(self._doubt(text, rows, spans, suggest=suggest))
        if suggest:
            rows += [
                Linked(start, end, text[start:end], place, "suggestion", f"p{bisect_right(passages, start)}")
                for start, end, place in self._reviewer.suggest(text, spans)
            ]
        if left_over:
            known = [*(span[:2] for span in spans), *(row[:2] for row in rows)]
            rows += [
                Linked(start, end, exact, "", "suggestion", f"p{bisect_right(passages, start)}")
                for start, end, exact, _sort in find_left_over(text, known).names
            ]
        return sorted(rows)

    def _doubt(self, text: str, rows: Iterable[Linked], spans: Iterable[Span], *, suggest: bool) -> Iterator[Linked]:
        """Let an own name only be suggested where the text writes it as an everyday word too."""
        words = {
            text[span.start : span.end]: span.form for span in spans if not self._own.isdisjoint(span.form.place_ids)
        }
        everyday = {exact for exact, form in words.items() if is_everyday(text, form, exact)}
        for row in rows:
            if row.place not in self._own or row.exact not in everyday:
                yield row
            elif suggest:
                yield row._replace(grade="suggestion")


def _grade(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Let a date without a word of its event only be suggested."""
    for span in spans:
        sure = span.form.sure
        yield span._replace(grade="suggestion") if sure and not sure.allows(text, span.start, span.end) else span
