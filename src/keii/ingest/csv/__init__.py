"""CSV: tables of documents, one a row, whose columns are known by their names in Japanese or English."""
