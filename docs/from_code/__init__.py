"""One file per page that follows the code; each has a `page()`."""
