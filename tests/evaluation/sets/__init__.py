"""The labelled sets, one module each: items from `*.jsonl`, the product's answer, the measure of the set's README."""
