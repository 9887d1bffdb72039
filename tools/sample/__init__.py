"""The embedded sample: an invented city on Xicheng's frame, made from one seed."""
