"""Bundled stories: dated digests of public reporting in our own words, for the demonstration.

A digest is not the publisher's text; every screen and export says "digest of …".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

STORIES = ("russia_dprk", "yemen_arms")


@dataclass(frozen=True, slots=True)
class StoryFile:
    """One digest: its name within the story and its bytes."""

    name: str
    raw: bytes


def list_story(story: str) -> Iterator[StoryFile]:
    """Digests of a bundled story in order of their names."""
    folder = files("reportedly.stories") / story
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".md") and entry.name[0].isdigit():
            yield StoryFile(f"{story}/{entry.name}", entry.read_bytes())
