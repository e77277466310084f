"""spaCy components, one a file; importing one registers its factory."""
