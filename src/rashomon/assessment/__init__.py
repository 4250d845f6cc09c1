"""What holding claims side by side shows: positions, origins, findings, checks and ratings."""
