"""Station 2: how points hang on the network."""
