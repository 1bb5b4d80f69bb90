"""From a draft to an edition in force: its codes, digests, chain and proof."""
