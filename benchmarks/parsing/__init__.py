"""How well documents are read: text, order, structure, tables, places, speed; beside plain pdfplumber and pdftotext."""
