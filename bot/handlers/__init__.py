"""One file per thing people do; each exports its ROUTES."""
