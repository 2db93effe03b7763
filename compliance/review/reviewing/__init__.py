"""What people make of the findings (评审)."""
