"""Text, lists and maps that know their place; nothing typed yet."""
