"""The only writers of reports, by who acts: residents (opening, part), offices (work), records (bulk)."""
