"""Archives, entry by entry: names made harmless, sizes held within one budget."""
