// Where the reader looks from: the main view, which moves, and the fixed views of insets.

const CLOSEST = 7; // zoom levels beyond the farthest
const FARTHER = 0.8; // zoom levels that the reader may go back from the whole
const MOVE_MS = 220;
const MARGIN_PX = 22;
const BESIDE_PX = 36; // between the main map and an inset that stands beside it
const HEADROOM = 0.24; // of the stage, for columns on the farthest regions of a tilted map
const TILTED = 0.3; // zoom levels by which a tilted, foreshortened map may come nearer
const INSET_PADDING = {top: 24, bottom: 10, left: 10, right: 10};
const EVERYTHING = [-180, -90, 180, 90];
const MOVED = ["longitude", "latitude", "zoom", "pitch", "bearing"];

const between = (value, low, high) => Math.min(Math.max(value, low), high);

export class Camera {
  // onChange is called with the states of all views
  constructor(library, stage, onChange) {
    Object.assign(this, {library, stage, onChange, states: {}, wandered: false});
  }

  // Look at another map. frames: of the insets, in degrees.
  aim(shapes, data, frames) {
    Object.assign(this, {shapes, data, frames});
    this.home(false);
  }

  // Back to the whole, north up.
  home(animated = true) {
    const {clientWidth: width, clientHeight: height} = this.stage;
    if (!width || !height) return;
    const {insets, frame, deck} = this.data;
    const {pitch = 0} = deck.initialViewState;
    const padding = {top: pitch ? height * HEADROOM : MARGIN_PX, bottom: MARGIN_PX, left: MARGIN_PX, right: MARGIN_PX};
    for (const inset of insets) {
      if (inset.regions.length) padding[inset.corner.split(" ")[1]] = inset.width + BESIDE_PX;
    }
    if (padding.left + padding.right > width * 0.7) padding.left = padding.right = MARGIN_PX;
    this.whole = {...this.clear(frame, width, height, padding), pitch, bearing: 0};
    if (pitch) this.whole.zoom += TILTED;
    const fixed = insets.map(({width: w, height: h}, k) => [`inset-${k}`, this.fit(this.frames[k], w, h, INSET_PADDING)]);
    this.states = {...this.states, ...Object.fromEntries(fixed)};
    this.wandered = false;
    this.go(this.whole, animated);
  }

  // As near as leaves the corner of an inset free: nothing of the map may lie under it.
  clear(frame, width, height, padding) {
    const state = this.fit(frame, width, height, padding);
    const inset = this.data.insets.find(({regions}) => !regions.length);
    if (!inset || !this.covers(inset, state, frame, width, height)) return state;
    const [down, across] = inset.corner.split(" ");
    const beside = this.fit(frame, width, height, {...padding, [across]: inset.width + BESIDE_PX});
    const above = this.fit(frame, width, height, {...padding, [down]: inset.height + BESIDE_PX});
    return beside.zoom > above.zoom ? beside : above;
  }

  covers({corner, width, height}, state, frame, stageWidth, stageHeight) {
    const viewport = new this.library.WebMercatorViewport({width: stageWidth, height: stageHeight, ...state});
    const [left, top] = [corner.endsWith("left"), corner.startsWith("top")];
    return this.shapes.vertices(frame).some((vertex) => {
      const [x, y] = viewport.project(vertex);
      const inAcross = left ? x < width + MARGIN_PX : x > stageWidth - width - MARGIN_PX;
      return inAcross && (top ? y < height + MARGIN_PX : y > stageHeight - height - MARGIN_PX);
    });
  }

  fit(frame, width, height, padding) {
    const [west, south, east, north] = this.shapes.extent(frame);
    const viewport = new this.library.WebMercatorViewport({width, height});
    const {longitude, latitude, zoom} = viewport.fitBounds([[west, south], [east, north]], {padding});
    return {longitude, latitude, zoom, pitch: 0, bearing: 0};
  }

  go(change, animated = true) {
    const farthest = this.whole.zoom - FARTHER;
    const limits = {minZoom: farthest, maxZoom: farthest + CLOSEST, maxPitch: 60};
    const state = {...this.states.main, ...change, ...limits};
    state.zoom = between(state.zoom, limits.minZoom, limits.maxZoom);
    const moving = animated && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    state.transitionDuration = moving ? MOVE_MS : 0;
    state.transitionInterpolator = moving ? new this.library.LinearInterpolator(MOVED) : null;
    this.set(state);
  }

  // The reader has moved the map, or a movement of ours is under way.
  moved({viewId, viewState, interactionState}) {
    if (viewId !== "main") return;
    const [west, south, east, north] = this.shapes.extent(EVERYTHING);
    if (!interactionState?.inTransition) this.wandered = true;
    this.set({
      ...viewState,
      longitude: between(viewState.longitude, west, east),
      latitude: between(viewState.latitude, south, north),
    });
  }

  set(main) {
    this.states = {...this.states, main};
    this.onChange(this.states);
  }

  zoomBy(step) {
    this.wandered = true;
    this.go({zoom: this.states.main.zoom + step});
  }

  panBy(viewport, x, y) {
    const [longitude, latitude] = viewport.unproject([viewport.width / 2 + x, viewport.height / 2 + y]);
    this.wandered = true;
    this.go({longitude, latitude});
  }
}

// Lines from each inset of single regions to where it lies in the main view, as the path of an SVG.
export function leaderPath(viewports, insets) {
  const main = viewports.get("main");
  const paths = insets.map(({regions, corner}, k) => {
    const inset = viewports.get(`inset-${k}`);
    if (!main || !inset || !regions.length) return "";
    const at = (x, y) => main.project(inset.unproject([x, y]));
    const [[west, north], [east, south]] = [at(0, 0), at(inset.width, inset.height)];
    const inside = west > 0 && north > 0 && east < main.width && south < main.height;
    if (!inside || east - west > main.width / 3) return "";
    const [side, near] = corner.endsWith("left") ? [inset.x + inset.width, west] : [inset.x, east];
    const clear = corner.endsWith("left") ? west > side : east < side;
    const lines = clear ? `M${side} ${inset.y}L${near} ${north}M${side} ${inset.y + inset.height}L${near} ${south}` : "";
    return `M${west} ${north}H${east}V${south}H${west}Z${lines}`;
  });
  return paths.join("");
}
