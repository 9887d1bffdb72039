"""Why a figure changed between two runs: the world, the data, the method, adding up exactly."""
