"""What reading and linking cost: `make bench`. Ratios in one run where machines differ; nothing fails on a time."""
