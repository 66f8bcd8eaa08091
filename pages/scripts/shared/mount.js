// One object for every place a component is mounted in: Streamlit calls a component again at every change of its data.

const mounted = new WeakMap();
const leaving = new WeakSet();

// make(mount) → an object with receive(data, component), and end() where there is something to end. Where two runs end
// at nearly the same moment, Streamlit takes a component away and puts it back into the same place at once: what is
// back before anything else happens has never left, for a second one beside the first would begin anew.
export function mount({ parentElement, data, ...component }, make) {
  const place = parentElement.querySelector(".mount") || parentElement;
  leaving.delete(place);
  if (!mounted.has(place)) mounted.set(place, make(place));
  mounted.get(place).receive(data, component);
  return () => {
    leaving.add(place);
    setTimeout(() => leaving.delete(place) && end(place));
  };
}

function end(place) {
  mounted.get(place)?.end?.();
  mounted.delete(place);
  place.replaceChildren();
}

export function mountedAt(place) {
  return mounted.get(place);
}
