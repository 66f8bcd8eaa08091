"""What would it take: levers solved for a target, priced, checked on fresh futures, and told apart from chance."""
