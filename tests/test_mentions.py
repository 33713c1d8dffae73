"""Mentions slice the exact quote, whatever the text; every listed spelling is found, and no false friend."""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from built_once import PLACES
from koreamap.errors import MentionError
from koreamap.model import Document, Mention, Name, Passage, Place
from koreamap.model.inputs import MentionEntry
from koreamap.text import folding
from koreamap.text.choosing import keep_longest
from koreamap.text.curation import Curation, read_curation
from koreamap.text.folding import fold, fold_text, join_traced
from koreamap.text.forms import Form
from koreamap.text.matching import Matcher, build_matcher
from koreamap.text.mentions import Found, check_mention, find_mentions
from koreamap.text.spellings import forms_of_places
from linked_once import DOCUMENTS, find_once, match_once

if TYPE_CHECKING:
    from pathlib import Path

SPELLINGS: dict[str, set[str]] = {}
for spelling in forms_of_places(PLACES):
    for named in spelling.place_ids:
        SPELLINGS.setdefault(named, set()).add(fold(spelling.text))


def make_document(text: str, *slices: tuple[int, int]) -> Document:
    passage = Passage(id="made/p1", section_id="", kind="paragraph", label="", slices=slices or ((0, len(text)),))
    return Document(
        id="made", title="", short_title="", author="", date="2000", citation="", address="", rights="", quotable="all",
        note="", text=text, sha256="", sections=(), passages=(passage,),
    )  # fmt: skip


def find(text: str) -> list[tuple[str, str]]:
    """Find by the gazetteer alone: quotes and places."""
    return [
        (text[span.start : span.end], span.form.place_ids[0])
        for span in keep_longest(match_once().find(join_traced(text, [(0, len(text))])))
    ]


def mentions_in(passage_id: str) -> list[tuple[str, str]]:
    found = find_once(passage_id.split("/", maxsplit=1)[0])
    return [
        (" ".join(mention.exact.split()), mention.place_id)
        for mention in found.mentions
        if mention.passage_id == passage_id
    ]


@pytest.mark.parametrize("document_id", sorted(DOCUMENTS))
def test_quotes_and_offsets_agree(document_id: str) -> None:
    document = DOCUMENTS[document_id]
    for mention in find_once(document_id).mentions:
        check_mention(document, mention)
        assert document.text[mention.start : mention.end] == mention.exact
        assert len(mention.prefix) <= 32 >= len(mention.suffix)
        assert document.text.find(mention.prefix + mention.exact + mention.suffix) >= 0


@pytest.mark.parametrize("document_id", sorted(DOCUMENTS))
def test_spans_are_the_same_or_apart(document_id: str) -> None:
    spans = sorted({(mention.start, mention.end) for mention in find_once(document_id).mentions})
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("passage_id", "exact", "place_id"),
    [
        ("lee-2007/fn4", "Pak Yong Do", "baengnyeongdo"),
        ("lee-2007/fn4", "Dae Cheong Do", "daecheongdo"),
        ("lee-2007/fn4", "So Cheong Do", "socheongdo"),
        ("lee-2007/fn4", "Yun Pyung Do", "yeonpyeongdo"),
        ("lee-2007/fn4", "Woo Do", "u-do"),
        ("lee-2007/fn4", "five western islands", "western-islands"),
        ("lee-2007/2.C/p2", "5 western islands", "western-islands"),
        ("lee-2007/2.C/p2", "those islands", "western-islands"),
        ("lee-2007/2.C/p2", "coastal islands", "western-islands"),
        ("lee-2007/2.C/p2", "NLL", "nll"),
        ("lee-2007/2.C/p2", "that line of demarcation", "nll"),
        ("lee-2007/2.C/p2", "naval military demarcation line", "nll"),
        ("lee-2007/2.C/p2", "demarcation line at sea", "nll"),
        ("lee-2007/2.C/p2", "demarcation line at sea", "dprk-1999-line"),
        ("lee-2007/2.C/p2", "military demarcation line", "mdl"),
        ("lee-2007/2.C/p2", "West Sea", "west-sea"),
        ("lee-2007/2.C/p2", "North", "dprk"),
        ("lee-2007/2.C/p2", "South", "rok"),
        ("lee-2007/2.C/p4", "surprise commando attack", "event-1968-blue-house"),
        ("lee-2007/2.C/p4", "Blue House", "blue-house"),
        ("lee-2007/2.C/p4", "axe murder incident", "event-1976-axe-murder"),
        ("lee-2007/2.C/p4", "east coast commando infiltration by submarine", "event-1996-submarine"),
        ("lee-2007/2.C/p4", "West Sea engagement in 2002", "event-2002-west-sea"),
        ("lee-2007/2.C/p5", "withdrew its MAC representatives", "event-1994-mac-withdrawal"),
        ("lee-2007/2.C/p6", "NNSC office", "event-1995-nnsc-office"),
        ("lee-2007/2.C/p6", "Panmunjom", "panmunjom"),
        ("lee-2007/2.C/p6", "Polish", "poland"),
        ("lee-2007/2.C/p8", "Kaesung Industrial Complex line", "western-corridor"),
        ("lee-2007/2.C/p8", "Kaesung Industrial Complex line", "kaesong-industrial-complex"),
        ("lee-2007/2.C/p8", "Eastern line", "eastern-corridor"),
        ("lee-2007/2.C/p8", "Keumkang tourist facilities", "mount-kumgang"),
        ("lee-2007/2.B/p2", "seven UNC rear bases", "unc-rear-bases"),
        ("lee-2007/5.C/p5", "two hubs", "usfk-hubs"),
        ("lee-2007/fn14", "One hub", "hub-osan-pyeongtaek"),
        ("lee-2007/fn14", "the other", "hub-daegu-busan"),
        ("lee-2007/fn14", "Osan AB", "osan-ab"),
        ("lee-2007/fn14", "Pyengtaek Port", "pyeongtaek-port"),
        ("lee-2007/fn14", "Daegu AB", "daegu-ab"),
        ("lee-2007/fn14", "Pusan port", "busan-port"),
        ("lee-2007/fn6", "GSMA", "greater-seoul"),
        ("lee-2007/fn6", "Pyongyang-Wonsan Line", "pyongyang-wonsan-line"),
        ("lee-2007/4.B/p5", "Greater Metropolitan Seoul Area", "greater-seoul"),
        ("lee-2007/4.A/p1", "two Koreas", "two-koreas"),
        ("lee-2007/3.B/p1", "both Koreas", "two-koreas"),
        ("lee-2007/2.B/p1", "North-South", "two-koreas"),
        ("lee-2007/2.A/p3", "frontline", "mdl"),
        ("lee-2007/2.A/p3", "38th parallel", "38th-parallel"),
        ("lee-2007/2.A/p3", "July 27, 1953", "event-1953-armistice"),
        ("lee-2007/2.A/p1", "June 25, 1950", "event-1950-attack"),
        ("lee-2007/2.A/p5", "political talks", "event-1954-geneva"),
        ("lee-2007/2.A/p2", "Luxemburg", "luxembourg"),
        ("lee-2007/1/p2", "summit meeting", "event-2006-hanoi"),
        ("lee-2007/1/p2", "Hanoi", "hanoi"),
        ("lee-2007/1/p5", "Peninsula", "korean-peninsula"),
        ("lee-2007/5.B/p5", "Britain", "united-kingdom"),
        ("lee-2007/5.C/p10", "Slovak", "slovakia"),
        ("rusk-1951/1.A/p1", "Moscow", "moscow"),
        ("rusk-1951/1.A/p1", "Peiping", "beijing"),
        ("rusk-1951/1.C/p1", "China mainland", "china"),
        ("rusk-1951/1.E/p3", "status quo ante", "38th-parallel"),
        ("rusk-1951/1.E/p3", "June 25, 1950", "event-1950-attack"),
        ("rusk-1951/2.c/p2", "the parallel", "38th-parallel"),
        ("rusk-1951/2.c/p1", "Yalu River", "yalu-river"),
    ],
)
def test_what_the_documents_name_is_found(passage_id: str, exact: str, place_id: str) -> None:
    assert (exact, place_id) in mentions_in(passage_id)


def test_mention_spans_a_page_break() -> None:
    mention = next(item for item in find_once("lee-2007").mentions if item.place_id == "busan-port")
    assert mention.exact == "Pusan\n\nport"
    assert mention.suffix.startswith("\n\n<sup>15</sup>")


def test_two_koreas_across_a_page_break() -> None:
    exacts = [item.exact for item in find_once("lee-2007").mentions if item.passage_id == "lee-2007/4.A/p1"]
    assert "two\n\nKoreas" in exacts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US-North Korea", ["united-states", "dprk"]),
        ("ROK-US Alliance", ["rok", "united-states"]),
        ("ROK-US-Japan", ["rok", "united-states", "japan"]),
        ("the ROK-China", ["rok", "china"]),
        ("North Korea-China-Russia", ["dprk", "china", "russia"]),
        ("the Moscow\u2013Peiping axis", ["moscow", "beijing"]),
        ("DPRK-ROK", ["dprk", "rok"]),
        ("North Korea-US pact", ["dprk", "united-states"]),
        ("U.S. forces", ["united-states"]),
        ("South\nKorea", ["rok"]),
        ("South\u00a0Korea\u2019s", ["rok"]),
        ("NORTH KOREA", ["dprk"]),
        ("North Koreans", ["dprk"]),
        ("Demilitar-\nized Zone", ["dmz"]),
        ("ROK-\nUS", ["rok", "united-states"]),
        ("De\u00admilitarized\u200b Zone", ["dmz"]),
        ("P\u2019yŏngyang", ["pyongyang"]),
        (unicodedata.normalize("NFD", "Wŏnsan"), ["wonsan"]),
        ("판문점에서", ["panmunjom"]),
        (unicodedata.normalize("NFD", "북방한계선을"), ["nll"]),
        ("Kaesong Industrial Complexes", ["kaesong"]),
        ("ROK\u2013DPRK", ["rok", "dprk"]),
        ("\U0001f5fa\ufe0fSeoul\u200d", ["seoul"]),
        ("ßSeoul İ Seoul", ["seoul"]),
        ("off-peninsula threats", ["korean-peninsula"]),
        ("trans\u2011yalu and pro-chinese", ["yalu-river", "china"]),
        ("on 27 July 1953, and on July 27, 1953", ["event-1953-armistice"] * 2),
        ("in May 1995, May, 1995", ["event-1995-nnsc-office"] * 2),
    ],
)
def test_spellings(text: str, expected: list[str]) -> None:
    assert [place for _exact, place in find(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "between us and them",
        "a turkey for dinner, on fine china",
        "138th parallel",
        "Soul",
        "chosen",
        "Chosen few",
        "they woo do they",
        "UN and UNC and U.N.",
        "Northeast Asia",
        "northern limit",
        "a peninsula",
        "busan",
        "Osanna",
        "an ABC of MDLs",
        "kcnll",
        "판문점령",
        "Seoulite",
        "Vietnamization",
        "east sea",
        "fine bone-china, cold-turkey, non-us, coff-peninsula",
        "May 19953, in June 1950, 28 June 1950",
    ],
)
def test_no_false_friends(text: str) -> None:
    assert find(text) == []


def test_blank_line_inside_a_slice_is_a_barrier() -> None:
    assert find("Yellow\nSea") == [("Yellow\nSea", "west-sea")]
    assert find("Yellow\n\nSea") == []


def test_a_name_is_never_half_a_character() -> None:
    matcher = Matcher([Form(text="n", place_ids=("seoul",), lower=True)])
    # Folded, "ŉ" becomes an apostrophe and an n.
    assert matcher.find(join_traced("ŉ", [(0, 1)])) == []
    assert len(matcher.find(join_traced("'n", [(0, 2)]))) == 1


def test_a_matcher_is_made_once_for_the_same_forms_and_anew_for_others() -> None:
    seoul, rok = (Form(text="Seoul", place_ids=(id_,)) for id_ in ("seoul", "rok"))
    assert build_matcher((seoul,)) is build_matcher((Form(text="Seoul", place_ids=("seoul",)),))
    joined = join_traced("Seoul", [(0, 5)])
    found = [
        build_matcher(*forms).find(joined)[0].form.place_ids for forms in [((seoul,),), ((rok,),), ((seoul,), (rok,))]
    ]
    assert found == [("seoul",), ("rok",), ("rok",)]


def test_un_is_not_a_place() -> None:
    assert not any(
        mention.exact in {"UN", "U.N.", "UNC"} for found in map(find_once, DOCUMENTS) for mention in found.mentions
    )


def test_korea_is_never_cut_out_of_a_state() -> None:
    for found in map(find_once, DOCUMENTS):
        for mention in found.mentions:
            if mention.exact == "Korea":
                assert not mention.prefix.rstrip().endswith(("North", "South", "Republic of"))


def test_gazetteer_has_no_form_that_is_an_english_word() -> None:
    assert match_once()  # is built: the guard passes
    name = Name(text="Sŏul", lang="ko-Latn", system="mccune-reischauer")
    place = Place(id="seoul", kind="city", names=(name,), layer="cities")
    with pytest.raises(MentionError, match="soul"):
        Matcher(forms_of_places({"seoul": place}))
    silent = msgspec.structs.replace(place, names=(msgspec.structs.replace(name, match="never"),))
    assert Matcher(forms_of_places({"seoul": silent})).find(join_traced("Soul", [(0, 4)])) == []


def test_form_that_names_two_places_is_refused() -> None:
    places = {key: Place(id=key, kind="city", names=(Name(text="Alike"),), layer="cities") for key in ("a", "b")}
    with pytest.raises(MentionError, match="names a, b"):
        Matcher(forms_of_places(places))


@pytest.mark.parametrize("text", ["\u00ad", "\u200b\u200b", " "])
def test_form_that_folds_to_nothing_is_refused(text: str) -> None:
    with pytest.raises(MentionError, match="nothing left once folded"):
        Matcher([Form(text=text, place_ids=("seoul",))])


def test_form_of_the_document_takes_the_place_of_the_gazetteers() -> None:
    matcher = Matcher([Form(text="Seoul", place_ids=("seoul",))], [Form(text="Seoul", place_ids=("rok",))])
    assert [span.form.place_ids for span in matcher.find(join_traced("Seoul", [(0, 5)]))] == [("rok",)]


# Any text

NAMES = ["Seoul", "North Korea", "38th parallel", "판문점", "Pyongyang-Wonsan Line", "DMZ", "P'yŏngyang"]
ODD = st.sampled_from(
    ["\u200d", "\u0301", "İ", "ß", "\u017f", "ŉ", "ǅ", "\U0001f468\u200d\U0001f469", "\u1112\u1161\u11ab", "각\u11a8",
     "\u00ad", "-\n", "\n", " ", "\u00a0", "\ufeff", "US", "Korea", "é", "\U00010348", "a"]
)  # fmt: skip
ANY_TEXT = st.one_of(st.text(max_size=40), st.lists(ODD, max_size=12).map("".join))


@pytest.mark.thorough
@settings(max_examples=60, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_every_mention_slices_its_quote_in_any_text(before: str, after: str) -> None:
    text = f"{before} North Korea {after}"
    document = make_document(text)
    found = find_mentions(document, PLACES, Curation())
    for mention in found.mentions:
        check_mention(document, mention)
        assert {fold(mention.exact), fold(mention.exact.replace("-\n", ""))} & SPELLINGS[mention.place_id]


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, st.sampled_from(NAMES), ANY_TEXT)
def test_planted_names_are_found(before: str, name: str, after: str) -> None:
    text = f"{before}. {name}. {after}"
    start = len(before) + 2
    spans = match_once().find(join_traced(text, [(0, len(text))]))
    assert (start, start + len(name)) in {(span.start, span.end) for span in spans}


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT, st.sampled_from(NAMES), st.sampled_from(["NFC", "NFD"]), st.integers(1, 30))
def test_planted_names_are_found_across_slices(before: str, name: str, form: str, cut: int) -> None:
    name = unicodedata.normalize(form, name)
    space = name.find(" ")
    if space > 0:
        name = f"{name[:space]}\n\n<sup>{cut}</sup>\n\n{name[space + 1 :]}"
    text = f"{before}. {name}."
    start = len(before) + 2
    end = start + len(name)
    slices = [(0, len(text))]
    if space > 0:
        slices = [(0, start + space), (text.index("</sup>\n\n", start) + 8, len(text))]
    spans = match_once().find(join_traced(text, slices))
    assert (start, end) in {(span.start, span.end) for span in spans}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_folding_traces_every_character(text: str) -> None:
    joined = join_traced(text, [(0, len(text))])
    assert joined.text == text
    for traced in (joined, fold_text(text)):
        spans = [span for index in range(len(traced.text)) if (span := traced.span(index, index + 1))]
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.thorough
@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_table_folds_as_the_pattern_does_from_one_token_to_the_next(text: str) -> None:
    tokens = list(folding._TOKEN.finditer(text))
    made = fold_text(text)
    assert made.text == "".join(map(folding._fold_token, tokens))
    index = 0
    for token in tokens:
        if folded := folding._fold_token(token):
            assert made.span(index, index + len(folded)) == token.span()
            index += len(folded)


# Curated

TEXT = "The parallel and\nthe parallel; a line."


def curated(**fields: object) -> Found:
    spot = MentionEntry(**{"passage": "made/p1", "quote": "a line", "places": ("mdl",), "note": "why"} | fields)  # type: ignore[arg-type]
    return find_mentions(make_document(TEXT), PLACES, Curation(spots=(spot,)))


def test_curated_spot_becomes_a_mention() -> None:
    (mention,) = curated().mentions
    assert (mention.exact, mention.place_id, mention.made_by, mention.note) == ("a line", "mdl", "curated", "why")


def test_line_break_in_the_text_is_a_space_in_the_quote() -> None:
    (mention,) = curated(quote="and the parallel").mentions
    assert mention.exact == "and\nthe parallel"


def test_nth_and_within_say_which() -> None:
    assert curated(quote="parallel", nth=2).mentions[0].start == TEXT.rindex("parallel")
    assert curated(quote="parallel", within="the parallel;").mentions[0].start == TEXT.rindex("parallel")


def test_spot_may_have_two_places_the_first_of_which_it_names() -> None:
    found = curated(places=("nll", "mdl"))
    assert [mention.place_id for mention in found.mentions] == ["nll", "mdl"]


def test_spot_without_place_silences_a_form() -> None:
    document = make_document("The North Korea of his dreams")
    spot = MentionEntry(passage="made/p1", quote="North Korea", places=(), note="dreamt")
    found = find_mentions(document, PLACES, Curation(spots=(spot,)))
    assert found.mentions == ()
    assert [item.reason for item in found.ignored] == ["dreamt"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"quote": "parallel"}, "2 occurrences"),
        ({"quote": "meridian"}, "0 occurrences"),
        ({"quote": "parallel", "nth": 3}, "at least 3"),
        ({"quote": "line", "within": "the parallel"}, "0 occurrences"),
        ({"quote": ""}, "0 occurrences"),
        ({"passage": "made/p9"}, "made/p9"),
    ],
)
def test_spot_that_is_not_there_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(MentionError, match=message):
        curated(**fields)


def test_overlapping_spots_are_refused() -> None:
    spots = tuple(
        MentionEntry(passage="made/p1", quote=quote, places=("mdl",), note="why") for quote in ("a line", "line.")
    )
    with pytest.raises(MentionError, match="overlap"):
        find_mentions(make_document(TEXT), PLACES, Curation(spots=spots))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("mentions.toml", "[[mention]]\npassage = 'a'\n", "quote"),
        (
            "mentions.toml",
            "[[form]]\ntext='A'\nplaces=['a']\nnote=''\n",
            "form A, note: found '', expected text",
        ),
        ("mentions.toml", "[[place]]\nid='a'\n", "place"),
        ("mentions.toml", "[[form]]\ntext='A'\nplaces='a'\nnote='b'\n", "places"),
        ("ignore.toml", "[[ignore]]\nforms=['A', 'A']\nreason='b'\n", "A twice"),
        ("ignore.toml", "[[ignore]]\nforms=['A']\nreason='b'\nwhy=1\n", "why"),
        ("ignore.toml", "forms = [", "TOML"),
    ],
)
def test_bad_curation_is_refused(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(MentionError, match=message):
        read_curation(tmp_path)


def test_folder_without_curation_has_none(tmp_path: Path) -> None:
    assert read_curation(tmp_path) == Curation()


def test_form_and_its_override_compete_leftmost_longest() -> None:
    document = make_document("the Korean War in North Korea")
    curation = Curation(ignored=(Form(text="Korean War", place_ids=(), made_by="curated", note="war"),))
    found = find_mentions(document, PLACES, curation)
    assert [mention.exact for mention in found.mentions] == ["North Korea"]
    assert [item.exact for item in found.ignored] == ["Korean War"]


# Quotes that drift

GOOD = Mention(
    document_id="made", passage_id="made/p1", start=4, end=9, exact="Seoul", prefix="The ", suffix=" line",
    place_id="seoul", made_by="rule",
)  # fmt: skip


def test_good_mention_passes() -> None:
    check_mention(make_document("The Seoul line"), GOOD)


@pytest.mark.parametrize(
    "changes",
    [
        {"start": 3},
        {"end": 8},
        {"exact": "seoul"},
        {"prefix": "the "},
        {"suffix": " lime"},
        {"passage_id": "made/p2"},
        {"document_id": "other"},
        {"end": 99},
        {"start": -10},
        {"start": 9},
    ],
)
def test_mention_that_drifted_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(MentionError):
        check_mention(make_document("The Seoul line"), msgspec.structs.replace(GOOD, **changes))


def test_mention_outside_of_its_slices_is_refused() -> None:
    with pytest.raises(MentionError, match="outside"):
        check_mention(make_document("The Seoul line", (0, 3), (10, 14)), GOOD)
