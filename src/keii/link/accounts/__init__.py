"""言い分: accounts of one point set side by side for a reader."""
