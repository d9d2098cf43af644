"""``reportedly demo``: which story is shown."""

from importlib.resources import files
from pathlib import Path

import pytest
from command import run

from reportedly.stories import STORIES, list_story


def test_the_second_story_by_its_name(tmp_path: Path) -> None:
    done = run(tmp_path / "story.db", "demo", "--story", "yemen_arms")
    assert done.status == 0, done.err
    assert f"{len(list(list_story('yemen_arms')))} digests" in done.err
    assert "digest of Hindustan Times" in done.out


def test_a_story_that_is_not_there_is_refused() -> None:
    done = run(None, "demo", "--story", "no_story")
    assert done.status == 2
    for name in STORIES:
        assert name in done.err


@pytest.mark.parametrize("story", STORIES)
def test_each_story_says_what_it_is(story: str) -> None:
    text = (files("reportedly.stories") / story / "README.md").read_text(encoding="utf-8")
    assert "**digests**" in text
