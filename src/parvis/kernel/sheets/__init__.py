"""What an official composes: the sheet of a service, its words, and the file that it travels in."""
