"""The demo: a whole kabupaten of made-up people that lives through its year by the real actions, under a shifted clock."""
