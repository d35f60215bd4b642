"""What those need who write the next agreement: the past under a draft, turning points, the term's record."""
