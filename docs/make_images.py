"""Make the picture of the working page anew: ``python docs/make_images.py``.

Needs Playwright (the ``test`` extra) and Chromium at /usr/bin/chromium, or where CHROMIUM says.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

DOCS = Path(__file__).resolve().parent
DIGEST = "src/reportedly/stories/russia_dprk/038-shoigu-announces.md"
PICTURE = DOCS / "images" / "page.png"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def make_page(folder: Path) -> Path:
    """The working page of one digest."""
    page = folder / "page.html"
    program = Path(sys.executable).with_name("reportedly")
    ledger = ["--ledger", str(folder / "page.db")]
    command = [str(program), *ledger, "read", DIGEST, "--html", str(page)]
    subprocess.run(command, cwd=DOCS.parent, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return page


def take_picture(page: Page, address: str) -> None:
    """The page at a laptop's width, with its first reported claim chosen."""
    page.goto(address)
    claim = page.get_by_text("has decided to send").last
    claim.scroll_into_view_if_needed()
    claim.click()
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=str(PICTURE))


def main() -> None:
    """Write docs/images/page.png."""
    PICTURE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce"
        )
        take_picture(context.new_page(), make_page(Path(folder)).as_uri())
        browser.close()


if __name__ == "__main__":
    main()
