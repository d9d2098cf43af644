"""Learned attribution: who says what, by a small network that is installed as a package of its own.

Pieces of the text (``pieces``) go through the network in windows (``windows``, ``network``); from
its probabilities come attributions (``decode``), and from these drafts (``drafts``) that go the way
of the rules' drafts. Only here is the network known.
"""
