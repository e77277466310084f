"""Build the sample documents of corpus/samples from their text sources; used by tools/make_samples.py only."""
