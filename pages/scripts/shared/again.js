// Trying again after a request that got lost: pauses that grow, and an end.

export const PAUSES = [1500, 2500, 4000, 6000, 8000, 10_000]; // half a minute and a little more

export class Again {
  // `given` is called once the last pause is over and that try has failed too
  constructor(pauses = PAUSES, given = () => null) {
    this.pauses = pauses;
    this.given = given;
    this.tries = 0;
  }

  get over() {
    return this.tries >= this.pauses.length;
  }

  // After a failure: runs `what` after the next pause, or says that this was the last try.
  after(what) {
    clearTimeout(this.timer);
    if (this.over) return void this.given();
    this.timer = setTimeout(what, this.pauses[this.tries]);
    this.tries += 1;
  }

  // After a success, or when somebody asks for another round.
  reset() {
    clearTimeout(this.timer);
    this.tries = 0;
  }
}
