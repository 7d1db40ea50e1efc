"""Sheets: what a partnership office keeps in tables, read as a graph and written from one."""
