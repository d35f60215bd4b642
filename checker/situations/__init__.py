"""The narrow waist: of each duty, the answers on which its verdict rests."""
