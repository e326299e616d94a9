"""How many notices reached people, by which way and how soon: counted each night, shown to everybody."""
