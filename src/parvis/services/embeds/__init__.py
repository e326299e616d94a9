"""Who has a site of their own shows there what the city was told and plans, without a key and without asking."""
