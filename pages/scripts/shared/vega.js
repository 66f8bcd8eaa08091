// Vega, loaded once a page from this server, and one more time where that failed.

let loading = null;

export function loadVega() {
  if (window.vega) return Promise.resolve(window.vega);
  loading ||= script(new URL("app/static/vega/vega.min.js", document.baseURI).href).catch((problem) => {
    loading = null;
    throw problem;
  });
  return loading;
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
