"""The roof: settings, wiring, command line, processes, and the phone simulator."""
