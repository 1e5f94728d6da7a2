"""Benchmarks: how fast the product is through its real doors, beside the floor of the same machine."""
