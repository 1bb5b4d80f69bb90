"""The pages of a publisher: acts are made, cancelled and put right."""
