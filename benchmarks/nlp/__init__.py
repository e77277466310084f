"""How well Dutch is understood: index terms, compounds, the bundled model, tagging; speed and memory."""
