"""Dutch text: index terms, vocabularies, tagging."""
