"""What is kept: tables, the change journal, migrations. Knows nothing of the floors above."""
