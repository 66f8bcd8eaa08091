// What Streamlit mounts on the Workshop page: a room's result, the same picture that phones and the wall show; a QR code.

import { mount } from "../shared/mount.js";
import { qrPicture } from "../shared/qr.js";
import { resultPicture } from "./result.js";

class Board {
  constructor(place) {
    this.place = place;
  }

  receive({ result, qr, texts }) {
    this.place.replaceChildren(qr ? qrPicture(qr, texts.scan) : resultPicture(result, texts));
  }
}

export default (component) => mount(component, (place) => new Board(place));
