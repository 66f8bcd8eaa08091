// The target that can be dragged, as Streamlit mounts it (pages/parts/uncertainty/target.py).

import { mount } from "../shared/mount.js";
import { Target } from "./target.js";

export default (component) => mount(component, (place) => new Target(place));
