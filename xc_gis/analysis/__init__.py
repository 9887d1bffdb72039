"""The method, station by station: frames and arrays in, frames and arrays out; no paths, no files."""
