"""The Risk page: catalogue, map, countermeasures, stress presets, regret."""
