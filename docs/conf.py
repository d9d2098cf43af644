"""Sphinx configuration."""

from importlib.metadata import version as installed_version

project = "reportedly"
author = "the reportedly contributors"
copyright = "2026, the reportedly contributors"
release = version = installed_version("reportedly")

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"reportedly {release}"
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["wide.css"]
# Furo asks no server for fonts or scripts; the search index is built here.
html_show_sphinx = False
