"""A whole city of made-up offices, drawn from a seed: for benches, pictures and soak tests."""
