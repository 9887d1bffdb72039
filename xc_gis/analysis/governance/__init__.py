"""Services delivered and voices heard: what the survey of the service catalogue, the hotline and satisfaction come to. Frames in, tables out."""
