"""Who is in the office and where: coming in, roles, teams."""
