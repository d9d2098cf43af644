"""Bytes from files, standard input and the network, hashed before anything decodes them.

Of a fetched page the bytes are kept as they are after the transport's content-encoding (gzip,
deflate) is undone: that is what a reader sees, and what stays equal from one fetch to the next.
"""

from reportedly.capture.items import capture_item, list_items, make_fetcher
from reportedly.capture.records import Captured, Item, Limits, make_user_agent

__all__ = [
    "Captured",
    "Item",
    "Limits",
    "capture_item",
    "list_items",
    "make_fetcher",
    "make_user_agent",
]
