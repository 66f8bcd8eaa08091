// The risk catalogue as Streamlit mounts it (pages/parts/risk/catalogue.py).

import { mount } from "../shared/mount.js";
import { Catalogue } from "./catalogue.js";

export default (component) => mount(component, (place) => new Catalogue(place));
