// The library's list as Streamlit mounts it (pages/parts/library/listing.py).

import { mount } from "../shared/mount.js";
import { Library } from "./list.js";

export default (component) => mount(component, (place) => new Library(place));
