"""What the checker is made of: the list of parts, the audit, and the script that renews the locks."""
