"""What counts: pure functions, values in, values out. No clock, file, network or screen."""
