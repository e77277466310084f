"""The recipe of the bundled Dutch pipeline: from treebanks and names to `nlp/models/nl_duiding_sm`."""
