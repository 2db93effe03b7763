"""From uploaded files to a stored result (报送)."""
