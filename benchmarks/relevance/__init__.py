"""How well the search ranks: labelled queries over a corpus of real documents, and what each ingredient adds."""
