"""Where the data live: any PostgreSQL named by DATABASE_URL, or one that Parvis starts by itself."""
