"""The vocabulary: frozen records, one noun a file; nothing here imports anything of Keii's but its siblings."""
