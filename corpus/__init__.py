"""What the documents are and say: values, ids, the store, citation, samples."""
