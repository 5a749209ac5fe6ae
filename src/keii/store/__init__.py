"""綴じ帳: the dossier's database. The only room that knows SQL."""
