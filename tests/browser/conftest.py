"""A Chromium that is already installed, driven by Playwright; no network, file addresses only."""

import os
import shutil
import sys
from pathlib import Path

import pytest

# The hand-made readings are shared with the tests of the package that writes the pages.
sys.path.insert(0, str(Path(__file__).parent.parent / "publish"))

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    given = os.environ.get("REPORTEDLY_CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium found: install one or set REPORTEDLY_CHROMIUM")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


class Watch:
    """What a page said and asked for while it was open."""

    def __init__(self, page) -> None:
        self.messages: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", lambda dialog: (self.messages.append("dialog"), dialog.dismiss()))


@pytest.fixture
def open_page(browser, tmp_path):
    """Open HTML as a file; afterwards no error may have been logged and nothing fetched."""
    opened = []

    def open_html(html: str, *, width: int = 1280, fragment: str = "", **options):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8", newline="")
        context = browser.new_context(
            viewport={"width": width, "height": 800}, reduced_motion="reduce", **options
        )
        page = context.new_page()
        watch = Watch(page)
        page.goto(path.as_uri() + fragment)
        opened.append((context, watch))
        return page

    yield open_html
    for context, watch in opened:
        context.close()
        assert watch.messages == []
        assert [url for url in watch.requests if not url.startswith(("file:", "data:"))] == []
