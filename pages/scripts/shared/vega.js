// Vega, loaded once a page from this server, and one more time where that failed; with its interpreter, since the content
// security policy (pages/parts/gate.py) lets no text become a program.

let loading = null;

export function loadVega() {
  if (window.vega?.expressionInterpreter) return Promise.resolve(window.vega);
  loading ||= script(address("vega.min.js"))
    .then(() => import(address("vega-interpreter.js")))
    .then(({ expressionInterpreter }) => Object.assign(window.vega, { expressionInterpreter }))
    .catch((problem) => {
      loading = null;
      throw problem;
    });
  return loading;
}

function address(name) {
  return new URL(`app/static/vega/${name}`, document.baseURI).href;
}

function script(src) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = src;
    element.addEventListener("load", () => resolve(window.vega));
    element.addEventListener("error", () => reject(new Error("vega.min.js")));
    document.head.append(element);
  });
}
