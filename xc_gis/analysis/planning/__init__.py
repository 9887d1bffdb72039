"""Planning: what a change would do, who goes where, and where to build."""
