// A server for unit tests: each request takes the next answer, which is a body with a status if it is not 200, an error
// of the network, or "wait" for one that comes only to be given up. Returns the addresses that are asked for.

export function serving(answers) {
  globalThis.document = { baseURI: "http://here/" };
  const asked = [];
  globalThis.fetch = async (address, { signal } = {}) => {
    asked.push(String(address));
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    if (answer === "wait")
      return new Promise((_, fail) => {
        signal.addEventListener("abort", () => fail(Object.assign(new Error("abort"), { name: "AbortError" })));
      });
    return { status: answer.status ?? 200, ok: !answer.status, json: async () => answer };
  };
  return asked;
}
