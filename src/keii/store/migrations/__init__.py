"""The schema as numbered steps, each frozen once released: NNN_word.sql takes the dossier from version NNN-1 to NNN."""
