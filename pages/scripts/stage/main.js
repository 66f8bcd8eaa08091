// The live stage as Streamlit mounts it (pages/parts/stage/stage.py).

import { mount } from "../shared/mount.js";
import { Stage } from "./stage.js";

export default (component) => mount(component, (place) => new Stage(place));
