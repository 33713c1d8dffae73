"""Set pages with Typst, the one module that knows it: a template of ours, data as text, nothing from disk or network.

References
----------
ISO 14289-1 (PDF/UA-1) and ISO 19005-2, level A (PDF/A-2a): a document is tagged, says its language and title, has an
alternative text for each picture and carries its fonts; Typst stops where it cannot keep to them.
"""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from koreamap.errors import ExportError
from koreamap.export._sheet.faces import find_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

__all__ = ["ask", "make_pdf", "make_pictures"]


def make_pdf(template: bytes, data: Mapping[str, object], *, day: date) -> bytes:
    """Set pages as one PDF, both PDF/UA-1 and PDF/A-2a.

    Stops with `ExportError` when it cannot be set so.

    Parameters
    ----------
    template
        In Typst; it reads the data with ``json("data.json")``.
    data
        Texts that went through `clean`, numbers, lists and mappings.
    day
        When it was made, as the file will say: the same day, the same bytes.
    """
    made = int(datetime.combine(day, time(), tzinfo=UTC).timestamp())
    return _compile(template, data, format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=made)[0]


def make_pictures(template: bytes, data: Mapping[str, object], *, dpi: float) -> list[bytes]:
    """Set pages as pictures.

    Stops with `ExportError` when they cannot be set.

    Parameters
    ----------
    template, data
        As in `make_pdf`.
    dpi
        Dots an inch.

    Returns
    -------
    PNG, one a page.
    """
    return _compile(template, data, format="png", ppi=dpi)


def ask(template: bytes, data: Mapping[str, object], what: str) -> list[Any]:
    """Ask a template how large something would be, or where it would stand.

    Stops with `ExportError` when it cannot be set.

    Parameters
    ----------
    template, data
        As in `make_pdf`.
    what
        The template finds it in the data as ``ask``, and answers under the label of that name.

    Returns
    -------
    Its answers, in the order of the pages.
    """
    with _open(template, {**data, "ask": what}) as pages:
        answers: list[Any] = json.loads(pages.query(f"<{what}>", field="value"))
    return answers


def _compile(template: bytes, data: Mapping[str, object], **wishes: Any) -> list[bytes]:  # noqa: ANN401 - Typst's own
    with _open(template, data) as pages:
        made = pages.compile(**wishes)
    return made if isinstance(made, list) else [made or b""]


@contextmanager
def _say_errors() -> Iterator[None]:
    try:
        yield
    except typst.TypstError as error:
        found = str(error).splitlines()[0][:200]
        raise ExportError("print", found=found, expected="pages that can be set") from error


@contextmanager
def _open(template: bytes, data: Mapping[str, object]) -> Iterator[typst.Compiler]:
    """Lay out template and data in a world of their own: beside them a template can read no file, nor load a package.

    Both are files of always the same names. What was set before is then known again, paragraph by paragraph; a template
    that comes as bytes, or another input from without, is new each time in all its parts.
    """
    nothing = _make_folders() / "nothing"
    with _say_errors(), tempfile.TemporaryDirectory(dir=_make_folders()) as name:
        world = Path(name)
        (world / "pages.typ").write_bytes(template)
        (world / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        yield typst.Compiler(
            input=world / "pages.typ",
            root=world,
            font_paths=_read_fonts(),
            package_path=nothing,
            package_cache_path=nothing,
        )


@cache
def _read_fonts() -> typst.Fonts:
    """Read our faces and no other; Typst takes folders, so they get one."""
    folder = _make_folders() / "fonts"
    for path in find_files().values():
        link = folder / path.name
        try:
            link.symlink_to(path)
        except OSError:  # no leave to make links, as on many a Windows
            shutil.copyfile(path, link)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@cache
def _make_folders() -> Path:
    """Make a folder for fonts and an empty one, for as long as the process runs."""
    folder = Path(tempfile.mkdtemp(prefix="koreamap-type-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in ("fonts", "nothing"):
        (folder / name).mkdir()
    return folder
