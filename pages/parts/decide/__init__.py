"""The Decide page: what it would take, the least it takes, what safety costs, where to put it, when it fails."""
