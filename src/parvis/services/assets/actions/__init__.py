"""The only writers of assets: setting up layers, bringing things in, tying reports to them."""
