"""What the documentation is made with: `generate` writes the pages that follow the code, `take_pictures` the pictures."""
