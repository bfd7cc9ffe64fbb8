"""What every store promises, by the parts of its port."""
