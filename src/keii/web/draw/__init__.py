"""図: drawings as SVG, made of records. Numbers are computed here; colours come from the style sheets."""
