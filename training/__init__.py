"""How the weights of learned attribution are made; see README.md."""
