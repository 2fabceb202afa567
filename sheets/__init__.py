"""WRITES AND READS FILES: documents; imports the domain, and what it needs besides only when a file is made."""
