"""Coverage at moments of the week, for each walking profile, and the three sentences of the programme: times are found once, hours ask of them."""
