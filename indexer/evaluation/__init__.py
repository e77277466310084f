"""How well the product does on labelled data of the user or of ours."""
