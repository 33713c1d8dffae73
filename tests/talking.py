"""Talk to the server as a browser's page does: one web socket, one run of the script."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def open_page(address: str, *, page: str = "", query: str = "", **options: Any) -> Iterator[str]:
    """Open a page of the app at an address, and keep it open; yield all that the server sent of it, as text."""
    origin = address.rstrip("/")
    scheme, _, rest = origin.partition("://")
    origin = f"{scheme}://{rest.partition('/')[0]}"
    uri = f"{scheme.replace('http', 'ws')}://{rest}/_stcore/stream"
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = page
    with connect(uri, subprotocols=["streamlit"], origin=origin, max_size=None, proxy=None, **options) as socket:
        socket.send(asked.SerializeToString())
        yield "\n".join(str(message) for message in _read_run(socket))


def _read_run(socket: Any) -> Iterator[ForwardMsg]:
    """Read what the server sends until it has finished."""
    kind = ""
    while kind != "script_finished":
        message = ForwardMsg()
        message.ParseFromString(socket.recv(timeout=120))
        kind = message.WhichOneof("type")
        yield message
