// All texts a person can see or hear on the page (through shadow roots), and those that a box cuts off.
() => {
  const found = { texts: [], clipped: [] };
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const shown = style.visibility !== "hidden" && style.opacity !== "0";
    return shown && box.width > 1 && box.height > 1 && box.top < innerHeight && box.bottom > 0;
  };
  const cut = (element, text) => {
    for (let box = element; box?.nodeType === 1; box = box.parentNode) {
      const style = getComputedStyle(box);
      if (style.display === "inline") continue;
      // A name that ends in dots is whole in its tooltip; anything else that is cut off is lost.
      const hint = (box.title || "").startsWith(text) || box.closest("[data-testid=stTooltipHoverTarget]");
      if (style.textOverflow === "ellipsis" && hint) return false;
      return ["hidden", "clip"].includes(style.overflowX) && box.scrollWidth > box.clientWidth + 1;
    }
    return false;
  };
  const walk = (node) => {
    for (const child of node.childNodes) {
      const text = child.nodeType === 3 ? child.textContent.trim() : "";
      if (text && node.nodeType === 1 && seen(node)) {
        found.texts.push(text);
        if (cut(node, text)) found.clipped.push(`${node.className}: ${text}`);
      }
      if (child.nodeType !== 1 || ["STYLE", "SCRIPT", "OPTION"].includes(child.tagName)) continue;
      if (child.matches("[translate=no][aria-hidden=true]")) continue; // an icon, drawn by a font from its name
      walk(child);
      if (!child.shadowRoot) continue;
      walk(child.shadowRoot);
      for (const one of child.shadowRoot.querySelectorAll("[aria-label], [title], [placeholder]"))
        for (const name of ["aria-label", "title", "placeholder"])
          if (one.getAttribute(name)) found.texts.push(one.getAttribute(name));
    }
  };
  walk(document.body);
  return found;
}
