"""Sanctions regimes as data, and reported conduct held against them."""
