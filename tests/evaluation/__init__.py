"""Measures the product's own functions on labelled data that stays outside the project (docs/evaluation.md)."""
