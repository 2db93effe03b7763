"""From bytes to characters: which encoding, what was read in a wrong one, what was lost."""
