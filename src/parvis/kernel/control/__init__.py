"""What only officials decide: which verbs those are, whose signature each needs, and the public register."""
