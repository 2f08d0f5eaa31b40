"""cjfarm: what users import and type."""
