"""WXR: the form in which WordPress gives a blog to its owner: RSS with names of its own."""
