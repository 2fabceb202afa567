"""责任追究: what ran out is written down, spoken about and ruled on."""
