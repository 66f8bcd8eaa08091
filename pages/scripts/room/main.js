// The room's screen as Streamlit mounts it (pages/parts/present/screen.py): a presenter's or a follower's.

import { mount } from "../shared/mount.js";
import { Follower } from "./follower.js";
import { Presenter } from "./presenter.js";
import { Screen } from "./screen.js";

const ROLES = { present: Presenter, follow: Follower };

class Room {
  constructor(place) {
    this.place = place;
  }

  receive(data, component) {
    if (data === this.data) return;
    this.data = data;
    this.screen ||= new Screen(this.place, data.role);
    this.who ||= new ROLES[data.role](this.screen);
    this.who.receive(data, component);
  }

  end() {
    this.who?.end();
    this.screen?.end();
  }
}

export default (component) => mount(component, (place) => new Room(place));
