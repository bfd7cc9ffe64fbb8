"""What a text says of an event: happened, planned, denied, put off ..., from the words around its verb or noun."""
