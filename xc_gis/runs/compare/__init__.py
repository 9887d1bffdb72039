"""Two runs side by side: what they rest on, which communities rise and fall, who gains or loses a service."""
