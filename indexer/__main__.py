"""`python -m indexer`: the command `duiding` where its script is not on the path."""

from indexer.cli import main

main()
