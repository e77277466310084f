"""How well the tagger does on sentences labelled by hand."""
