"""A small newsroom on loopback: real HTTP, invented outlets, a course of events that a folder tells."""
