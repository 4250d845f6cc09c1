"""What is pointed at: names, times and quantities in one report."""
