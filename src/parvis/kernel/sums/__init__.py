"""What people did, added up from the journal: for a neighbourhood's page, a call, an invitation."""
