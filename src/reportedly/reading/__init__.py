"""Reading: bytes to documents, with exact segments and metadata that says where it stands.

Pure functions: no clock, no network, no files. Start with :func:`choose_reader`, then
:func:`read_document`.
"""

from reportedly.reading.decode import Decoded, decode
from reportedly.reading.given import Given
from reportedly.reading.language import detect_language
from reportedly.reading.reader import read_document, read_text
from reportedly.reading.sniff import HTML_READER, MARKDOWN_READER, TEXT_READER, choose_reader

__all__ = [
    "HTML_READER",
    "MARKDOWN_READER",
    "TEXT_READER",
    "Decoded",
    "Given",
    "choose_reader",
    "decode",
    "detect_language",
    "read_document",
    "read_text",
]
