"""The plan: one agreement with every name resolved and every duration typed."""
