"""Tests by cost: unit, contract, property, golden, integration, faults."""
