// A room's result as Streamlit mounts it on the Workshop page: the same picture that phones and the wall show.

import { mount } from "../shared/mount.js";
import { resultPicture } from "./result.js";

class Board {
  constructor(place) {
    this.place = place;
  }

  receive({ result, texts }) {
    this.place.replaceChildren(resultPicture(result, texts));
  }
}

export default (component) => mount(component, (place) => new Board(place));
