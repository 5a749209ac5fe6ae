"""言い回し: what people are told, in their language: messages, and words for the codes in the data."""
