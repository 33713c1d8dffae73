"""Small files of every format, written by hand from their standards, and some that mean harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pylopdf_fonts_ko
import typst

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

FRUS = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1952-54v15p2">
<teiHeader><fileDesc><titleStmt>
<title type="complete">Foreign Relations of the United States, 1952-1954, Korea, Volume XV, Part 2</title>
<title type="volume">Korea</title><author>Department of State</author></titleStmt>
<publicationStmt><publisher>Government Printing Office</publisher><date>1984</date></publicationStmt>
<sourceDesc><p>Print</p></sourceDesc></fileDesc></teiHeader>
<text><body><div type="compilation"><head>Negotiations</head>
<div type="document" n="745"><note n="1" type="source">795.00/7-2753: Telegram.</note>
<head>The Commander in Chief (<persName><hi rend="italic">Clark</hi></persName>) to the Joint Chiefs<note n="2">Repeated
to <gloss>CINCPAC</gloss>; see p. <ref target="#pg_1440">1440</ref>.</note></head>
<opener><dateline><placeName>Tokyo</placeName>, <date when="1953-07-27">July 27, 1953</date></dateline></opener>
<pb n="1444"/><p>1. The Military Demarcation <pb n="1445"/>Line and <placeName>PAENGYONG-DO</placeName>.<note n="3">Not
printed.</note> At <choice><sic>teh</sic><corr>the</corr></choice> site, Pan<lb break="no"/>munjom.</p>
<list><item><p>General Harrison</p></item><item>Nam Il</item></list>
<table><row><cell>Kaesong</cell><cell>1951</cell></row></table><figure><graphic url="http://127.0.0.1/x.png"/></figure>
<closer><signed>Clark</signed></closer></div></div></body></text></TEI>
"""

MARKDOWN = """---
title: "The line at sea"
author: A. Writer
date: 27 July 1953
---
# Introduction

The line[^1] near *Kaesong* runs; [evil](javascript:alert(1)) and ![pic](x.png), [a page](https://127.0.0.1/).

- first `x`
- second

| a | b |
|---|---|
| Seoul | 1 |

<script>alert(1)</script>

[^1]: On PAENGYONG-DO.
[^lost]: Nobody leads here.
"""

HTML = """<!doctype html><html lang="en"><head><title>The line</title><meta name="author" content="A. Writer">
<meta name="citation_date" content="1953/07/27"></head><body><nav>Menu</nav><h1>ARTICLE I</h1>
<p>PAENGYONG-DO<sup><a href="#fn1">1</a></sup> lies <b>there</b>.<br>A line.</p>loose words
<script>steal()</script><ul><li><p>one</p><li>two</ul><table><tr><td>a<td>b</table>
<img src=x onerror=steal()><p>&lt;b&gt; <a href="javascript:steal()">here</a></p>
<ol><li id="fn1"><a href="#r1">^</a> A note.</ol></body></html>
"""


def pack(parts: dict[str, str | bytes], *, first: str = "") -> bytes:
    """Make a ZIP file; the part named `first` stands first and unpacked, as HWPX wants its type."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: name != first):
            archive.writestr(name, parts[name], zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def make_docx(body: str = "", **others: str | bytes) -> bytes:
    """Make a DOCX of paragraphs in WordprocessingML; a part more for each keyword."""
    parts = {name.replace("__", "/").replace("_DOT_", "."): part for name, part in others.items()}
    return pack({
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {WORD}><w:body>{body or DOCX_BODY}</w:body></w:document>",
        "word/styles.xml": DOCX_STYLES,
        "word/numbering.xml": DOCX_LISTS,
        "word/footnotes.xml": DOCX_NOTES,
        "word/header1.xml": f"<w:hdr {WORD}><w:p><w:r><w:t>Running head</w:t></w:r></w:p></w:hdr>",
        "docProps/core.xml": '<c:p xmlns:c="c" xmlns:d="d"><d:title>The line</d:title><d:creator>김</d:creator></c:p>',
        **parts,
    })  # fmt: skip


def paragraph(*runs: str, style: str = "", level: int = -1) -> str:
    """Write a paragraph of a DOCX; words without markup become a run, ``level`` puts it into the list."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    look += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>' if level >= 0 else ""
    inner = (run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(inner)}</w:p>"


DOCX_STYLES = f"""<w:styles {WORD}>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="h"><w:name w:val="kopf"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style></w:styles>"""
DOCX_LISTS = f"""<w:numbering {WORD}><w:abstractNum w:abstractNumId="3">
<w:lvl w:ilvl="0"><w:start w:val="13"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>"""
DOCX_NOTES = f"""<w:footnotes {WORD}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t> See Panmunjom.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
DOCX_BODY = "".join([
    paragraph("Introduction", style="h"),
    paragraph(
        "PAENGYONG-", "DO", '<w:r><w:footnoteReference w:id="2"/></w:r>', " lies ",
        "<w:del><w:r><w:delText>Osan</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>there</w:t></w:r></w:ins>", ".",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>",
    ),
    paragraph("Details", style="h2"),
    paragraph("The Commanders shall:", level=0),
    paragraph("Order a cessation;", level=1),
    paragraph("Withdraw.", level=1),
    f"<w:tbl><w:tr><w:tc>{paragraph('Kaesong')}</w:tc><w:tc>{paragraph('1951')}</w:tc></w:tr></w:tbl>",
    paragraph("<w:r><w:drawing/></w:r>", "백령도는 서해에 있다."),
])  # fmt: skip

HP = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'
HH = 'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head"'
HWPX_HEAD = f"""<hh:head {HH}><hh:refList><hh:numberings><hh:numbering id="1" start="0">
<hh:paraHead start="1" level="1" numFormat="DIGIT">제^1장</hh:paraHead></hh:numbering></hh:numberings>
<hh:paraProperties><hh:paraPr id="0"><hh:heading type="NONE" idRef="0" level="0"/></hh:paraPr>
<hh:paraPr id="1"><hh:heading type="OUTLINE" idRef="0" level="0"/></hh:paraPr></hh:paraProperties>
<hh:styles><hh:style id="0" type="PARA" name="바탕글" engName="Normal"/></hh:styles></hh:refList></hh:head>"""
HWPX_SECTION = f"""<hs:sec {HP}>
<hp:p paraPrIDRef="1" styleIDRef="0"><hp:run><hp:secPr outlineShapeIDRef="1"/><hp:ctrl><hp:colPr/></hp:ctrl></hp:run>
<hp:run><hp:t>총칙</hp:t></hp:run></hp:p>
<hp:p paraPrIDRef="0" styleIDRef="0"><hp:run><hp:t>백령도<hp:lineBreak/>와 연평도</hp:t><hp:ctrl>
<hp:footNote number="1">
<hp:subList><hp:p><hp:run><hp:ctrl><hp:autoNum num="1"/></hp:ctrl><hp:t>각주의 글.</hp:t></hp:run></hp:p></hp:subList>
</hp:footNote></hp:ctrl><hp:t>는 <hp:deleteBegin/>지운 말<hp:deleteEnd/>서해에 있다.</hp:t></hp:run></hp:p>
<hp:p paraPrIDRef="0"><hp:run><hp:pic/><hp:tbl><hp:tr>
<hp:tc><hp:subList><hp:p><hp:run><hp:t>판문점</hp:t></hp:run></hp:p></hp:subList></hp:tc>
<hp:tc><hp:subList><hp:p><hp:run><hp:t>1953</hp:t></hp:run></hp:p></hp:subList></hp:tc></hp:tr></hp:tbl>
</hp:run></hp:p></hs:sec>"""
HWPX_CONTENT = """<opf:package xmlns:opf="o"><opf:metadata><opf:title>서해의 선</opf:title>
<opf:language>ko</opf:language>
<opf:meta name="creator" content="text">김연구</opf:meta></opf:metadata></opf:package>"""


def make_hwpx(**others: str) -> bytes:
    """Make a HWPX with a chapter that counts itself, a footnote, a deletion, a table and a picture."""
    parts = {name.replace("__", "/").replace("_DOT_", "."): part for name, part in others.items()}
    return pack(
        {
            "mimetype": "application/hwp+zip",
            "Contents/header.xml": HWPX_HEAD,
            "Contents/section0.xml": HWPX_SECTION,
            "Contents/content.hpf": HWPX_CONTENT,
            **parts,
        },
        first="mimetype",
    )


def make_pdf(source: str) -> bytes:
    """Set a PDF with typst, Korean letters among its fonts."""
    fonts = [str(Path(pylopdf_fonts_ko.__file__).parent)]
    return bytes(typst.compile(source.encode(), font_paths=fonts))


def make_bare_pdf(*objects: str) -> bytes:
    """Write a PDF by its objects, the first of them its catalogue; the table of offsets is right."""
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    tail = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer <</Size {count} /Root 1 0 R>>\n"
    return data + f"{tail}startxref\n{len(data)}\n%%EOF\n".encode()
