"""What the corpus says: pure queries over the store, each number with the passages that it counts."""
