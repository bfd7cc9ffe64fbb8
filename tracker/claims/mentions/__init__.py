"""Whom and what a text names: states, bodies, persons, documents; who takes part in which role."""
