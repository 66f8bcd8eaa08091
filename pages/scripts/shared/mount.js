// One object for every place a component is mounted in: Streamlit calls a component again at every change of its data.

const mounted = new WeakMap();

// make(mount) → an object with receive(data, component), and end() where there is something to end
export function mount({ parentElement, data, ...component }, make) {
  const place = parentElement.querySelector(".mount") || parentElement;
  if (!mounted.has(place)) mounted.set(place, make(place));
  mounted.get(place).receive(data, component);
  return () => {
    mounted.get(place)?.end?.();
    mounted.delete(place);
  };
}

export function mountedAt(place) {
  return mounted.get(place);
}
