"""How fast places are found, beside what a user would pick instead, in one run, on one core.

Three texts of two million characters: ours, as dense with names as can be; a mixed one, as a collection of letters is;
and the mixed one with 100,000 more forms to look for. The bare automaton of pyahocorasick, which linkers in Python
usually build on, the one that ours builds on, and spaCy's PhraseMatcher with the same names, where it is installed, are
measured beside it. A rate in megabytes of UTF-8 says little without the mentions found in a second. Times are the
processor's; on a busy machine they still say too much, and only the ratios count.

Run: ``python bench/linker.py``
"""

from __future__ import annotations

import importlib.util
import random
import statistics
import sys
import time
from typing import TYPE_CHECKING

import ahocorasick
from ahocorasick_rs import AhoCorasick

from koreamap.gazetteer import read_places
from koreamap.text.blocks import find_each
from koreamap.text.choosing import choose
from koreamap.text.curation import read_namesakes
from koreamap.text.documents import read_documents
from koreamap.text.folding import fold, fold_text
from koreamap.text.forms import Form
from koreamap.text.matching import Matcher
from koreamap.text.spellings import forms_of_places

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
LENGTH = 2_000_000
MORE = 100_000
SHARE = 0.25
"""Of the rate of pyahocorasick's bare automaton, at least."""
TIMES = 5
"""As fast as spaCy's PhraseMatcher, at least."""


def make_texts() -> dict[str, str]:
    """Return our documents over and over, and the same between ten times as many words without names."""
    ours = "\n\n".join(document.text for document in read_documents())
    words = [word for word in ours.split() if word.islower()]
    chooser = random.Random(1953)  # noqa: S311 - the same text each time
    plain = "\n\n".join(" ".join(chooser.choices(words, k=80)) for _ in range(600))
    mixed = f"{ours}\n\n{plain}"
    return {"dense": repeat(ours), "mixed": repeat(mixed)}


def repeat(text: str) -> str:
    return (f"{text}\n\n" * (LENGTH // len(text) + 1))[:LENGTH]


def measure(work: Callable[[], int]) -> tuple[float, int]:
    """Return the median of the processor's time in seconds, and what the last round counted."""
    times, count = [], 0
    for _ in range(ROUNDS):
        started = time.process_time()
        count = work()
        times.append(time.process_time() - started)
    return statistics.median(times), count


def make_forms(count: int) -> list[Form]:
    """Make names that no text holds, as a large gazetteer has them."""
    chooser = random.Random(1951)  # noqa: S311 - the same names each time
    syllables = ["ka", "non", "pyo", "san", "dong", "ri", "gu", "myon", "chol", "tae", "ok", "hwa"]
    names = {"".join(chooser.choices(syllables, k=4)).capitalize() for _ in range(count * 5)}
    return [Form(text=name, place_ids=(f"made-{name.lower()}",)) for name in sorted(names)[:count]]


def link(matcher: Matcher, text: str) -> int:
    return len(choose(text, find_each(matcher, [text])[0]))


def make_automaton(forms: list[Form]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for form in forms:
        automaton.add_word(fold(form.text), form)
    automaton.make_automaton()
    return automaton


def make_other_automaton(forms: list[Form]) -> AhoCorasick:
    return AhoCorasick({fold(form.text) for form in forms}, store_patterns=False)


def find_spacy(forms: list[Form]) -> Callable[[str], int] | None:
    """Return spaCy's PhraseMatcher over the same names, if it is installed."""
    if importlib.util.find_spec("spacy") is None:
        return None
    import spacy  # noqa: PLC0415 - only where it is installed
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415 - as above

    nlp = spacy.blank("en")
    nlp.max_length = LENGTH * 2
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("place", list(nlp.tokenizer.pipe(form.text for form in forms)))
    return lambda text: len(matcher(nlp.make_doc(text)))


def measure_all(name: str, text: str, forms: list[Form], *, beside_spacy: bool) -> bool:
    """Print a table's rows for a text, and tell whether the goals are met."""
    size = len(text.encode()) / 1e6
    automaton, other, matcher, folded = (
        make_automaton(forms), make_other_automaton(forms), Matcher(forms), fold_text(text).text,
    )  # fmt: skip
    bare, _hits = measure(lambda: sum(1 for _ in automaton.iter(folded)))
    under, _hits = measure(lambda: len(other.find_matches_as_indexes(folded, overlapping=True)))
    ours, mentions = measure(lambda: link(matcher, text))
    print(f"{name:<18} {'pyahocorasick':<16} {size / bare:7.1f}")
    print(f"{name:<18} {'ahocorasick_rs':<16} {size / under:7.1f}")
    print(f"{name:<18} {'koreamap':<16} {size / ours:7.1f} {mentions / ours:11,.0f} {bare / ours:17.2f}")
    good = bare / ours >= SHARE
    if beside_spacy and (phrases := find_spacy(forms)):
        taken, count = measure(lambda: phrases(text))
        print(f"{name:<18} {'spaCy':<16} {size / taken:7.1f} {count / taken:11,.0f} {taken / ours:13.1f} times")
        good = good and taken / ours >= TIMES
    return good


def main() -> int:
    forms = [*forms_of_places(read_places()), *read_namesakes()]
    texts = make_texts()
    many = [*forms, *make_forms(MORE)]
    print(f"{'text':<18} {'what':<16} {'MB/s':>7} {'mentions/s':>11} {'ours to it':>17}")
    good = [
        measure_all("dense", texts["dense"], forms, beside_spacy=True),
        measure_all("mixed", texts["mixed"], forms, beside_spacy=True),
        measure_all(f"mixed, +{MORE:,}", texts["mixed"], many, beside_spacy=False),
    ]
    print("goals met" if all(good) else f"misses: {SHARE} of the automaton's rate, or {TIMES} times spaCy's")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
