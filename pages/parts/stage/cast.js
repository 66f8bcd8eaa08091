// Follower screens see the drag too: the outcomes under the finger, one message in flight, the latest wins.

const CAST_PAUSE = 50;

class Cast {
  // Without a vector followers go back to the settled state.
  async send(live, vector) {
    if (!live) return;
    this.next = vector;
    if (this.busy) return;
    this.busy = true;
    while (this.next !== undefined) {
      const one = this.next;
      this.next = undefined;
      const show = { place: 0, ...(one ? { vector: btoa(String.fromCharCode(...new Uint8Array(one.slice().buffer))) } : {}) };
      await Promise.all([
        fetch(new URL(live.path, document.baseURI), { method: "POST", body: JSON.stringify({ key: live.key, show }) }).catch(() => null),
        new Promise((done) => setTimeout(done, CAST_PAUSE)),
      ]);
    }
    this.busy = false;
  }

  // A change on its way to the server brings followers the settled state by itself.
  drop() {
    this.next = undefined;
  }
}
