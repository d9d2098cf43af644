"""Weights of learned attribution for English; the model card is in README.md."""
