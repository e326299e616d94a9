"""What a person likes to do for others, how much, how far and when; said by themselves and seen by nobody else."""
