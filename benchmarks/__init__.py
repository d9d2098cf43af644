"""Accuracy and speed, one command each. See docs/how-to for how to run them."""
