"""写し: clips that repeat another."""
