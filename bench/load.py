"""Measure what readers wait for when many ask at once: 1, 10, 30, 60 and 200 of them, without and with two exports.

Each reader is a session of its own over Streamlit's web socket, as a browser's, and asks every few seconds: for another
page, each in an order of its own, or for an export, in a language and under a title that nobody else has. Exploring
asks nothing of the server, so that no reader could ask more often for long. Every answer is held to what one reader
alone is answered, or to the title. Each number of readers has a server of its own; nothing leaves this machine.

Run it with ``python bench/load.py``; what comes behind ``--`` goes to Streamlit. Times depend on the machine and on
what else it does, the ratios to one reader hardly do.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import re
import statistics
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError, Message
from serving import Server, serve
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from koreamap.home import find_home

if TYPE_CHECKING:
    from collections.abc import Iterator

READERS = (1, 10, 30, 60, 200)
EXPORTS = 2
PAUSE_S = 5.0
"""Between two wishes of a reader; on the average, so that they do not march in step."""

ASKS = 8
"""Of each reader; of a few, so many more that a median is one."""

LEAST_ASKS = 40
ANSWER_S = 60.0
"""Longer no answer may take."""

PAGES = ("", "claims", "compare", "places", "sources", "help")
LANGUAGES = ("en", "ko")
EXPORTED = ("print-pdf", "gpkg")

GOAL = 2.0
"""Times one reader's median, at `GOAL_READERS`."""

GOAL_READERS = 60

Elements = tuple[str, ...]
"""What a page consists of: the messages' hashes, in their order."""


@dataclass(slots=True)
class Answer:
    """All that came until the script had ended."""

    messages: list[ForwardMsg] = field(default_factory=list)

    @property
    def elements(self) -> Elements:
        return tuple(message.hash for message in self.messages if message.WhichOneof("type") == "delta")

    @property
    def widgets(self) -> dict[str, str]:
        """Key -> id of each button, field and list."""
        ids = [str(getattr(kind, "id", "")) for kind in self.kinds]
        return {id_.split("-", 2)[2]: id_ for id_ in ids if id_.startswith("$$ID-")}

    @property
    def kinds(self) -> Iterator[Message]:
        """Each element, as the kind that it is."""
        for message in self.messages:
            element = message.delta.new_element
            if name := element.WhichOneof("type"):
                yield getattr(element, name)

    def find_list(self, key: str) -> Selectbox:
        """Return what can be chosen from."""
        return next(kind for kind in self.kinds if isinstance(kind, Selectbox) and kind.id.endswith(key))

    @property
    def codes(self) -> str:
        return "\n".join(message.delta.new_element.code.code_text for message in self.messages)

    @property
    def is_korean(self) -> bool:
        buttons = (message.delta.new_element.button.label for message in self.messages)
        return re.search("[가-힣]", "".join(buttons)) is not None

    @property
    def went_well(self) -> bool:
        return self.messages[-1].script_finished == ForwardMsg.FINISHED_SUCCESSFULLY and not any(
            message.delta.new_element.WhichOneof("type") == "exception" for message in self.messages
        )


@dataclass(slots=True)
class Tally:
    """What the readers of one level met."""

    page_ms: list[float] = field(default_factory=list)
    export_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    made: int = 0
    kilobytes: float = 0.0

    @property
    def all_ms(self) -> list[float]:
        return [*self.page_ms, *self.export_ms]


class Reader:
    """A session: one socket, one wish after the other."""

    def __init__(self, socket: ClientConnection, language: str) -> None:
        self.socket = socket
        self.language = language
        self.states: dict[str, str] = {}

    async def ask(self, page: str, pressed: str = "") -> Answer:
        """Ask for a page, with what stands in its fields, and perhaps with a button pressed."""
        wish = BackMsg()
        wish.rerun_script.page_name = page
        wish.rerun_script.query_string = f"lang={self.language}"
        for id_, text in self.states.items():
            wish.rerun_script.widget_states.widgets.add(id=id_, string_value=text)
        if pressed:
            wish.rerun_script.widget_states.widgets.add(id=pressed, trigger_value=True)
        await self.socket.send(wish.SerializeToString())
        answer = Answer()
        async with asyncio.timeout(ANSWER_S):
            while not answer.messages or answer.messages[-1].WhichOneof("type") != "script_finished":
                answer.messages.append(ForwardMsg.FromString(await self.socket.recv(decode=False)))
        return answer


async def join(stack: AsyncExitStack, server: Server, language: str) -> Reader:
    address = f"{server.address.replace('http', 'ws', 1)}/_stcore/stream"
    opened = connect(address, origin=server.address, subprotocols=["streamlit"], max_size=None, open_timeout=ANSWER_S)
    return Reader(await stack.enter_async_context(opened), language)


async def read_alone(server: Server) -> dict[str, Elements]:
    """Ask for every page, alone: what everybody must be answered."""
    expected = {}
    async with AsyncExitStack() as stack:
        reader = await join(stack, server, LANGUAGES[0])
        for page in PAGES:
            answer = await reader.ask(page)
            if not answer.went_well:
                sys.exit(f"the page {page!r} fails for one reader")
            expected[page] = answer.elements
        await reader.ask("export")  # the first fills caches
    if len(set(expected.values())) != len(PAGES):
        sys.exit("two pages are answered alike: they could not be told apart")
    return expected


class Level:
    """So many readers at once, each with wishes of its own."""

    def __init__(self, server: Server, expected: dict[str, Elements], readers: int) -> None:
        self.server = server
        self.expected = expected
        self.readers = readers
        self.tally = Tally()

    async def run(self, *, exports: int) -> Tally:
        before = read_kilobytes(self.server.pid)
        async with AsyncExitStack() as stack:
            exporting = [asyncio.create_task(self.export(stack, EXPORTED[n % len(EXPORTED)])) for n in range(exports)]
            await asyncio.gather(*(self.read(stack, number) for number in range(self.readers)))
            for task in exporting:
                task.cancel()
            await asyncio.gather(*exporting, return_exceptions=True)
            self.tally.kilobytes = (read_kilobytes(self.server.pid) - before) / self.readers
        return self.tally

    async def read(self, stack: AsyncExitStack, number: int) -> None:
        """Turn pages and name exports, a pause before each, and never let an error of one end the others."""
        dice = random.Random(number)  # noqa: S311 - the same wishes in every run
        pause = PAUSE_S if self.readers > 1 else PAUSE_S / 10
        try:
            await asyncio.sleep(dice.uniform(0, pause))
            reader = await join(stack, self.server, LANGUAGES[number % len(LANGUAGES)])
            await reader.ask(PAGES[number % len(PAGES)])
            for turn in range(max(ASKS, LEAST_ASKS // self.readers)):
                await asyncio.sleep(dice.uniform(0, 2 * pause))
                step = (number + turn) % (len(PAGES) + 1)
                if step == len(PAGES):
                    await self.name_export(reader, f"Reader {number}, wish {turn}")
                else:
                    await self.turn_page(reader, PAGES[step])
        except (OSError, TimeoutError, WebSocketException, DecodeError) as error:
            self.tally.errors.append(f"reader {number}: {error!r}")

    async def turn_page(self, reader: Reader, page: str) -> None:
        started = time.perf_counter()
        answer = await reader.ask(page)
        self.tally.page_ms.append(1000 * (time.perf_counter() - started))
        if not answer.went_well or answer.elements != self.expected[page]:
            self.tally.errors.append(f"the page {page!r} is another's")

    async def name_export(self, reader: Reader, title: str) -> None:
        widgets = (await reader.ask("export")).widgets
        reader.states = {widgets["export-title"]: title}
        started = time.perf_counter()
        answer = await reader.ask("export")
        self.tally.export_ms.append(1000 * (time.perf_counter() - started))
        reader.states = {}
        is_right = f"'--title={title}'" in answer.codes and f"“{title}”" in answer.codes
        is_right &= answer.is_korean is (reader.language == "ko")
        if not (answer.went_well and is_right):
            self.tally.errors.append(f"the export {title!r} is another's")

    async def export(self, stack: AsyncExitStack, format_id: str) -> None:
        """Make one file after the other, until the readers have read."""
        reader = await join(stack, self.server, "en")
        first = await reader.ask("export")
        format_ = first.find_list("-export-format")
        wanted = {"print-pdf": "Print sheet (PDF)", "gpkg": "GeoPackage"}[format_id]
        reader.states = {format_.id: next(option for option in format_.options if option.endswith(wanted))}
        while True:
            widgets = (await reader.ask("export")).widgets
            answer = await reader.ask("export", pressed=widgets["export-make"])
            if not answer.went_well or f"{format_id}." not in str(answer.messages):
                self.tally.errors.append(f"no {format_id} was made")
                return
            self.tally.made += 1
            area = answer.find_list("-export-area")
            # Another area is another file.
            others = [option for option in area.options[2:6] if option != reader.states.get(area.id)]
            reader.states[area.id] = others[self.tally.made % len(others)]


def read_kilobytes(pid: int) -> int:
    """Return what the server holds in memory, with the processes that it started."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except FileNotFoundError:
            continue
        if status.parent.name == str(pid) or int(fields["PPid"]) == pid:
            total += int(fields.get("VmRSS", "0 kB").split()[0])
    return total


def tell_load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values) or [float("nan")]
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def measure(server: Server, readers: int, exports: int) -> Tally:
    return await Level(server, await read_alone(server), readers).run(exports=exports)


def report(readers: int, exports: int, tally: Tally, alone: Tally) -> None:
    median, of_one = statistics.median(tally.all_ms), statistics.median(alone.all_ms)
    print(
        f"{readers:7}{exports:9}{len(tally.all_ms):7}{median:8.0f}{percentile(tally.all_ms, 0.95):8.0f}"
        f"{median / of_one:7.1f}{percentile(tally.all_ms, 0.95) / percentile(alone.all_ms, 0.95):8.1f}"
        f"{statistics.median(tally.page_ms):8.0f}{statistics.median(tally.export_ms):10.0f}"
        f"{tally.kilobytes:8.0f}{tally.made:7}{len(tally.errors):8}",
        flush=True,
    )
    for error in tally.errors[:5]:
        print(f"        {error}")


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure what many readers at once wait for.")
    parser.add_argument("--readers", type=int, nargs="+", default=READERS, help="how many; one is always measured")
    parser.add_argument("--exports", type=int, nargs="+", default=(0, EXPORTS), help="how many go on meanwhile")
    parser.add_argument("options", nargs="*", help="for Streamlit, behind --")
    return parser.parse_args()


def main() -> None:
    arguments = read_arguments()
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, load {os.getloadavg()}"
    )
    print("readers  exports   asks  p50 ms  p95 ms  ratio   ratio  page ms export ms KB each   made  errors")
    is_met, alone = True, Tally()
    for exports in arguments.exports:
        for readers in sorted({1, *arguments.readers}):
            with serve(find_home() / "streamlit_app.py", *arguments.options) as server:
                tally = asyncio.run(measure(server, readers, exports))
            alone = alone if alone.page_ms else tally
            report(readers, exports, tally, alone)
            is_met &= not tally.errors
            slow = statistics.median(tally.all_ms) > GOAL * statistics.median(alone.all_ms)
            is_met &= readers > GOAL_READERS or exports > 0 or not slow
    print(f"{tell_load()}; goals {'met' if is_met else f'missed: {GOAL} of one reader, no error'}")
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
