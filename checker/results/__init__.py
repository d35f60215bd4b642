"""All that outputs say: findings, ratings, counts and hashes."""
