"""Plans: the picker of every page's header, and the page on which plans are listed, brought, compared and put away."""
