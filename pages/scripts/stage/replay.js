// The last change once more, for the audience: the state before it, and back. All of it comes from vectors already here.

const PAUSE = 1100; // milliseconds on the state before

export class Replay {
  // stage: {box, rail, board, figures, vectors, data, exchange}
  constructor(stage) {
    this.stage = stage;
  }

  play() {
    const { box, rail, board, figures, vectors, data } = this.stage;
    box.classList.add("replaying");
    rail.show(data.previous);
    board.holdSentence(true);
    const then = () => (this.resting = setTimeout(() => this.back(), PAUSE));
    figures.ease(vectors.current, vectors.previous, vectors, { done: then });
  }

  back() {
    const { rail, figures, vectors, exchange } = this.stage;
    exchange.happen({ is: "return" });
    rail.show();
    const then = () => {
      exchange.happen({ is: "replayed" });
      this.end();
    };
    figures.ease(vectors.previous, vectors.current, vectors, { done: then });
  }

  // A finger on a lever, or news from Python, ends it where it stands.
  cut() {
    const { rail } = this.stage;
    for (const row of rail.rows.values()) if (row !== rail.dragging) row.show(row.lever.value);
    this.end();
  }

  end() {
    clearTimeout(this.resting);
    this.stage.board.holdSentence(false);
    this.stage.box.classList.remove("replaying");
  }
}
