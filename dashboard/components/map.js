// Draws the deck that pydeck wrote, with deck.gl from our own address. Geometry comes from hashed files that the
// browser keeps; what arrives with each run of the page is the deck and a few kilobytes of numbers.

const PAN_PX = 90;
const ZOOM_STEP = 0.75;
const CLOSEST = 7; // zoom levels beyond the whole
const TILTED = 0.3; // zoom levels by which a tilted, foreshortened map may come nearer
const HEADROOM = 0.24; // of the stage, for columns on the farthest regions of a tilted map
const MOVE_MS = 220;
const SETTLE_MS = 90;
const FONT_MS = 1500; // a font that has not come by then is not waited for
const LABEL_PX = 13;
const NUDGES = [[0, 0], [0, -9], [0, 9], [-10, 0], [10, 0], [-10, 9], [10, -9]]; // px; where a name may stand
const MANY = 400; // regions; more are named only from near by
const NEAR = 1.6; // zoom levels beyond the whole
const DARK = 0.21; // relative luminance of a fill under which light names stand out more than dark ones
const NO_DATA = 255;
const OTHERS = 0.14; // how much of its colour a region keeps while another class is looked at
const NONE = Object.freeze([]);

const maps = new WeakMap(); // the element Streamlit hands over -> its map
const scripts = new Map(); // address -> promise

export default function render(component) {
  const root = component.parentElement;
  if (!maps.has(root)) maps.set(root, new RegionMap(root));
  maps.get(root).update(component);
  return () => {
    // Streamlit also calls this for a run that a newer one overtook: then the element is still in the page.
    if ((root.host ?? root).isConnected) return;
    maps.get(root)?.destroy();
    maps.delete(root);
  };
}

function script(address) {
  if (!scripts.has(address)) {
    const loaded = new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = new URL(address, document.baseURI).href;
      tag.async = false; // the second builds on the first
      tag.onload = resolve;
      tag.onerror = () => reject(new Error(address));
      document.head.append(tag);
    });
    loaded.catch(() => scripts.delete(address));
    scripts.set(address, loaded);
  }
  return scripts.get(address);
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function luminance(colour) {
  const [r, g, b] = colour.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const mixed = (colour, ground, share) => colour.map((c, k) => Math.round(c * share + ground[k] * (1 - share)));

class RegionMap {
  constructor(root) {
    this.root = root;
    this.asked = performance.now();
    this.turn = 0; // the newest update; older ones that are still loading give way
    this.views = {};
    this.marked = {hovered: null, selected: null};
    this.lit = null;
    this.cache = new Map(); // narrowed data by what it was narrowed to: the same regions are the same array
    this.painted = 0;
    (root.host ?? root).regionMap = this;
  }

  async update(component) {
    const turn = ++this.turn;
    const {data} = component;
    this.component = component;
    try {
      const [shapesModule, furniture, {hairlineLayer}] = await Promise.all(data.parts.map((part) => import(new URL(part, document.baseURI).href)));
      if (turn !== this.turn) return;
      Object.assign(this, {shapesModule, furniture, hairlineLayer});
      this.stand(data);
      const libraries = Promise.all(data.libraries.map(script));
      const addresses = data.deck.layers.map((layer) => layer.data);
      const lines = [...new Set(addresses)].filter((address) => address !== data.shapes && address !== data.places);
      const [shapes, places, others, classes, details] = await Promise.all([
        shapesModule.loadShapes(data.shapes, data.conic),
        shapesModule.loadPoints(data.places, data.conic),
        Promise.all(lines.map((address) => (address.includes(".lines") ? shapesModule.loadShapes : shapesModule.loadPoints)(address, data.conic))),
        shapesModule.unpackClasses(data.classes),
        Promise.all(data.details.map((detail) => shapesModule.unpackDetail(detail, data.count))),
        libraries,
      ]);
      if (turn !== this.turn) return;
      this.take(data, {shapes, places, classes, details, others: new Map(lines.map((address, k) => [address, others[k]]))});
    } catch (error) {
      if (turn === this.turn) this.fail(error);
    }
  }

  // The page's own elements round the canvas.
  stand(data) {
    const {element, button, Tip, Chooser} = this.furniture;
    if (!this.node) {
      this.canvas = element("div", {class: "canvas"});
      this.stage = element("div", {class: "stage", role: "application", tabindex: 0}, this.canvas);
      this.tip = new Tip();
      this.insets = element("div", {class: "insets"});
      this.leaders = this.furniture.leaders();
      this.note = element("p", {class: "note", role: "status"});
      this.tools = element("div", {class: "tools"});
      this.legendPlace = element("div");
      const {words} = data;
      this.chooser = new Chooser(words.regions, {
        onShow: (id) => this.point(id),
        onChoose: (id) => this.select(id),
        onLeave: () => this.hover(null),
      });
      this.tools.append(
        button("in", words.zoom_in, () => this.zoomBy(ZOOM_STEP)),
        button("out", words.zoom_out, () => this.zoomBy(-ZOOM_STEP)),
        button("reset", words.reset, () => this.home()),
      );
      const frame = element("div", {class: "frame"}, this.stage, this.leaders, this.insets, this.tools, this.chooser.node, this.tip.node, this.note);
      this.node = element("div", {class: "map", role: "group"}, frame, this.legendPlace);
      this.stylesheet = element("link", {rel: "stylesheet", href: new URL(data.style, document.baseURI).href});
      this.root.append(this.stylesheet, this.node);
      this.listen();
      this.note.textContent = words.loading;
    }
    this.node.setAttribute("aria-label", data.words.label);
    this.stage.setAttribute("aria-label", data.words.label);
    this.stage.setAttribute("aria-description", data.words.keys);
    this.stage.style.height = `${data.height}px`;
    for (const [name, colour] of Object.entries(data.look)) this.node.style.setProperty(`--${name}`, colour);
  }

  listen() {
    this.stage.addEventListener("keydown", (event) => this.key(event));
    // A wheel over the map scrolls the page, unless the map has the focus or Ctrl is held.
    const frame = this.stage.parentElement;
    const passOn = (event) => {
      if (event.ctrlKey || event.metaKey || this.stage.contains(this.root.activeElement)) return;
      event.stopPropagation();
    };
    frame.addEventListener("wheel", passOn, {capture: true, passive: true});
    this.stage.addEventListener("pointerdown", () => this.stage.focus({preventScroll: true}));
    this.stage.addEventListener("pointerleave", () => this.hover(null));
    this.resized = new ResizeObserver(() => this.resize());
    this.resized.observe(this.stage);
  }

  take(data, loaded) {
    const {deck} = globalThis;
    const moved = this.data?.shapes !== data.shapes || this.data?.kind !== data.kind;
    Object.assign(this, loaded, {data});
    if (moved) {
      this.lit = null;
      this.room = this.roomTold = undefined;
      this.cache.clear();
    }
    this.ground = channels(data.look.surface);
    const known = this.shapes.index.has.bind(this.shapes.index);
    this.marked = {hovered: null, selected: known(data.selected) ? data.selected : null};
    this.frames = data.insets.map((inset) => inset.frame ?? this.shapes.frameOf(inset.regions));
    this.apart = new Set(data.insets.flatMap((inset) => inset.regions));
    this.converter ??= new deck.JSONConverter({configuration: this.configuration()});
    if (!this.deck && !this.open()) return;
    this.tip.hide();
    if (moved) this.home(false);
    this.furnish();
    this.draw();
    this.loadFont();
  }

  furnish() {
    const {legend, insetFrame} = this.furniture;
    this.legendPlace.replaceChildren(legend(this.data, (k) => this.light(k)));
    this.insets.replaceChildren(...this.data.insets.map(insetFrame));
    const rows = () => this.chooser.fill(this.places.map((place) => [place.region_id, [this.name(place.i), this.details[0].says(place.i) ?? this.data.words.no_data].join("　")]), this.marked.selected);
    clearTimeout(this.listing);
    this.listing = setTimeout(rows, 300); // thousands of names; the map first
  }

  configuration() {
    const {deck} = globalThis;
    const classes = Object.fromEntries(Object.entries(deck).filter(([name]) => /(Layer|View|Extension)$/.test(name)));
    classes.HairlineLayer = this.hairlineLayer(deck, globalThis.luma);
    const functions = {
      fill: () => (row) => this.colour(row.i),
      pattern: ({called}) => () => called,
      height: ({full, metres}) => (row) => this.height(row, full, metres),
      nudge: ({below}) => (row) => [row.nudge?.[0] ?? 0, (row.nudge?.[1] ?? 0) + below],
      radius: ({full, largest}) => (row) => largest * Math.sqrt(Math.max(0, row.size) / full),
    };
    return {classes, functions, preProcessClassProps: (Class, props) => (props.data ? this.narrowed(props, Class.layerName) : props)};
  }

  open() {
    const {deck} = globalThis;
    try {
      if (!document.createElement("canvas").getContext("webgl2")) throw new Error("webgl2");
      this.deck = new deck.Deck({
        parent: this.canvas,
        width: "100%",
        height: "100%",
        useDevicePixels: devicePixelRatio,
        views: this.converter.convert({...this.data.deck, layers: []}).views,
        viewState: this.views,
        layerFilter: ({layer, viewport}) => (layer.id.split("@")[1]?.split("/")[0] ?? "main") === viewport.id,
        onViewStateChange: ({viewId, viewState}) => this.move(viewId, viewState),
        onHover: (info) => this.hover(info),
        onClick: (info) => this.select(this.regionOf(info)),
        getCursor: ({isDragging, isHovering}) => (isDragging ? "grabbing" : isHovering ? "pointer" : "grab"),
        pickingRadius: 2,
        onAfterRender: () => this.rendered(),
        onError: (error) => this.fail(error),
      });
      return true;
    } catch (error) {
      console.info(String(error));
      this.note.textContent = this.data.words.no_webgl;
      this.node.dataset.state = "no-webgl";
      return false;
    }
  }

  fail(error) {
    console.info(`map: ${error?.message ?? error}`);
    if (!this.note || this.painted) return;
    this.note.textContent = this.component.data.words.failed;
    this.node.dataset.state = "failed";
  }

  // Layers

  draw() {
    const {layers, views} = this.data.deck;
    const copies = this.frames.flatMap((frame, k) => layers.map((layer) => ({...layer, id: `${layer.id}@inset-${k}`, frame, inset: k})));
    const all = [...layers, ...copies].filter((layer) => this.fontReady || layer["@@type"] !== "TextLayer");
    const deck = this.converter.convert({views, layers: all.map((layer) => this.triggered(layer))});
    const drawn = deck.layers.filter((layer) => !layer.id.startsWith("names-") || layer.props.data.length); // no letters, no atlas
    this.deck.setProps({views: deck.views, layers: drawn, viewState: this.views});
  }

  triggered(layer) {
    if (!layer.updateTriggers) return layer;
    const updateTriggers = Object.fromEntries(Object.entries(layer.updateTriggers).map(([name, seen]) => [name, `${seen} ${this.lit}`]));
    return {...layer, updateTriggers};
  }

  // A layer's address becomes what it draws: of the whole file, the part that `only`, `part` and the inset leave.
  narrowed({data: address, only, part, parentDigits, frame, inset, ...props}, layerName) {
    const {shapes, places} = this.data;
    let data;
    if (address === shapes && part) data = this.shapes.borders(part, parentDigits, frame)[layerName === "HairlineLayer" ? "hairlines" : "lines"];
    else if (address === shapes) data = this.some(this.regions(only, frame));
    else if (only) data = this.some(this.named(only, inset));
    else {
      const rows = address === places ? this.places : this.others.get(address);
      data = rows.features ?? rows;
    }
    return {...props, data, updateTriggers: props.updateTriggers ?? {}};
  }

  // The same features in the same order are handed to deck.gl as the same array, so that it keeps its buffers.
  some(rows) {
    const key = rows.map((row) => (row.nudge ? `${row.i} ${row.nudge}` : row.i)).join();
    const kind = rows[0]?.geometry ? "f" : "p";
    const known = this.cache.get(kind + key);
    if (known && known[0]?.region_id === rows[0]?.region_id && known[0]?.geometry === rows[0]?.geometry) return known;
    if (this.cache.size > 40) this.cache.clear();
    this.cache.set(kind + key, rows);
    return rows;
  }

  regions(only, frame) {
    const rows = frame ? this.shapes.within(frame) : this.shapes.features;
    if (!only) return rows;
    if (only === "missing") return rows.filter((feature) => this.classes[feature.i] === NO_DATA);
    if (only === "valued") return rows.filter((feature) => this.classes[feature.i] !== NO_DATA);
    const id = this.marked[only];
    return id === null ? NONE : rows.filter((feature) => feature.properties.region_id === id);
  }

  named(only, inset) {
    if (only === "valued") return this.places.filter((place) => this.classes[place.i] !== NO_DATA);
    if (only === "parents") return inset === undefined ? (this.room?.parents ?? NONE) : NONE;
    const shown = (inset === undefined ? this.room?.own : this.room?.insets[inset]) ?? NONE;
    if (only === "all") return shown;
    return shown.filter((place) => luminance(this.colour(place.i)) < DARK === (only === "on_dark"));
  }

  colour(i) {
    const k = this.classes[i];
    if (k === NO_DATA || k === undefined) return this.ground;
    const colour = this.data.colours[k];
    return this.lit === null || this.lit === k ? colour : mixed(colour, this.ground, OTHERS);
  }

  height(row, full, metres) {
    const value = this.details[0].value(row.i);
    if (value === null || full <= 0) return 0;
    // Mercator stretches heights away from its equator, which here is only the middle of the conic map.
    return (Math.max(0, value) / full) * metres * Math.cos((row.position[1] * Math.PI) / 180);
  }

  light(k) {
    if (this.lit === k) return;
    this.lit = k;
    this.draw();
  }

  // Names: those that fit their regions and do not overlap, the larger region's first.

  layNames() {
    const main = this.deck.getViewports?.().find((viewport) => viewport.id === "main");
    if (!main) return false;
    const {insets, parents} = this.data;
    const far = main.zoom < this.whole.zoom + NEAR && (parents || this.places.length > MANY);
    const own = far ? NONE : this.places.filter((place) => !this.apart.has(place.region_id));
    const room = {
      own: this.placed(own, main, true),
      parents: parents && far ? this.placed(this.others.get(parents), main, false) : NONE,
      insets: insets.map(({regions}) => this.places.filter((place) => regions.includes(place.region_id))),
    };
    const told = JSON.stringify([room.own, room.parents].map((rows) => rows.map(({i, nudge}) => [i, nudge])));
    if (this.roomTold === told && this.room.insets.length === insets.length) return false;
    this.roomTold = told;
    this.room = room;
    return true;
  }

  placed(places, viewport, mustFit) {
    const {width, height} = viewport;
    const px = viewport.getDistanceScales().unitsPerMeter[0] * viewport.scale * 1000; // per kilometre
    const taken = [];
    const free = (box) => !taken.some((other) => other[0] < box[2] && other[2] > box[0] && other[1] < box[3] && other[3] > box[1]);
    return [...places]
      .sort((a, b) => b.km2 - a.km2)
      .flatMap((place) => {
        const [x, y] = viewport.project(place.position);
        if (x < 0 || y < 0 || x > width || y > height) return [];
        const half = this.textWidth(this.label(place)) / 2 + 2;
        const room = Math.sqrt(place.km2) * px;
        if (mustFit && room < half * 1.1) return [];
        for (const nudge of room > half * 2 ? NUDGES : NUDGES.slice(0, 1)) {
          const [left, top] = [x + nudge[0] - half, y + nudge[1] - LABEL_PX * 0.6];
          const box = [left, top, left + 2 * half, top + LABEL_PX * 1.2];
          if (!free(box)) continue;
          taken.push(box);
          return [{...place, nudge}];
        }
        return [];
      });
  }

  label(place) {
    return this.data.lang === "zh" ? place.short_zh : place.short_en;
  }

  textWidth(text) {
    this.pen ??= document.createElement("canvas").getContext("2d");
    this.pen.font = `${LABEL_PX}px ${this.family()}`;
    return this.pen.measureText(text).width;
  }

  family() {
    return `"${this.data.deck.layers.find((layer) => layer.fontFamily)?.fontFamily ?? "sans-serif"}"`;
  }

  async loadFont() {
    // deck.gl draws letters into a picture once: before the font is there it would draw another one's.
    if (this.fontReady) return this.settle();
    const text = this.places.slice(0, 400).map((place) => this.label(place)).join("");
    const wait = new Promise((resolve) => setTimeout(resolve, FONT_MS));
    await Promise.race([Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} ${LABEL_PX}px ${this.family()}`, text))).catch(() => NONE), wait]);
    this.fontReady = true;
    this.settle();
  }

  settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      if (this.deck && this.fontReady && this.layNames()) this.draw();
    }, this.room ? SETTLE_MS : 0);
  }

  // Views

  home(animated = true) {
    const {clientWidth: width, clientHeight: height} = this.stage;
    if (!width || !height) return;
    const {pitch = 0} = this.data.deck.initialViewState;
    const sides = {top: pitch ? height * HEADROOM : 22, bottom: 22, left: 22, right: 22};
    for (const inset of this.data.insets) {
      if (inset.regions.length) sides[inset.corner.split(" ")[1]] = inset.width + 36;
    }
    const state = {...this.fit(this.data.frame, width, height, sides), pitch, bearing: 0};
    if (pitch) state.zoom += TILTED;
    this.farthest = state.zoom - 0.8;
    this.whole = state;
    this.wandered = false;
    this.views = {main: state};
    this.data.insets.forEach((inset, k) => {
      const padding = {top: 24, bottom: 10, left: 10, right: 10};
      this.views[`inset-${k}`] = {...this.fit(this.frames[k], inset.width, inset.height, padding), pitch: 0, bearing: 0};
    });
    this.go(state, animated);
  }

  fit(frame, width, height, padding) {
    const [west, south, east, north] = this.shapes.extent(frame);
    const across = Math.max(40, width - padding.left - padding.right);
    const room = {...padding};
    if (width - padding.left - padding.right < across) Object.assign(room, {left: 10, right: 10});
    const viewport = new globalThis.deck.WebMercatorViewport({width, height});
    const {longitude, latitude, zoom} = viewport.fitBounds([[west, south], [east, north]], {padding: room});
    return {longitude, latitude, zoom};
  }

  go(change, animated = true) {
    const {LinearInterpolator} = globalThis.deck;
    const state = {...this.views.main, ...change, minZoom: this.farthest, maxZoom: this.farthest + CLOSEST, maxPitch: 60};
    state.zoom = Math.min(Math.max(state.zoom, state.minZoom), state.maxZoom);
    const moving = animated && !calm();
    state.transitionDuration = moving ? MOVE_MS : 0;
    state.transitionInterpolator = moving ? new LinearInterpolator(["longitude", "latitude", "zoom", "pitch", "bearing"]) : null;
    this.views = {...this.views, main: state};
    this.deck?.setProps({viewState: this.views});
    this.tip.hide();
    this.settle();
  }

  move(viewId, viewState) {
    if (viewId !== "main") return;
    const [west, south, east, north] = this.shapes.extent(this.data.frame);
    viewState.longitude = Math.min(Math.max(viewState.longitude, west), east);
    viewState.latitude = Math.min(Math.max(viewState.latitude, south), north);
    this.wandered = true;
    this.views = {...this.views, main: viewState};
    this.deck.setProps({viewState: this.views});
    this.settle();
  }

  zoomBy(step) {
    this.wandered = true;
    this.go({zoom: this.views.main.zoom + step});
  }

  panBy(x, y) {
    const viewport = this.deck.getViewports().find(({id}) => id === "main");
    const [longitude, latitude] = viewport.unproject([viewport.width / 2 + x, viewport.height / 2 + y]);
    this.wandered = true;
    this.go({longitude, latitude});
  }

  resize() {
    if (!this.deck || !this.data) return;
    this.deck.setProps({useDevicePixels: devicePixelRatio}); // another screen, or the browser's own zoom
    if (!this.wandered) this.home(false);
    else this.settle();
  }

  key(event) {
    const pans = {ArrowLeft: [-PAN_PX, 0], ArrowRight: [PAN_PX, 0], ArrowUp: [0, -PAN_PX], ArrowDown: [0, PAN_PX]};
    if (!this.deck || event.ctrlKey || event.metaKey || event.altKey) return;
    if (pans[event.key]) this.panBy(...pans[event.key]);
    else if (event.key === "+" || event.key === "=") this.zoomBy(ZOOM_STEP);
    else if (event.key === "-" || event.key === "_") this.zoomBy(-ZOOM_STEP);
    else if (event.key === "0" || event.key === "Home") this.home();
    else if (event.key === "Escape" && this.marked.selected !== null) this.select(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Pointing and choosing

  regionOf(info) {
    return info?.object?.properties?.region_id ?? info?.object?.region_id ?? null;
  }

  hover(info) {
    if (!this.data) return;
    const {object} = info ?? {};
    const id = this.regionOf(info);
    if (id !== null) this.tell(id, [info.x, info.y]);
    else if (object?.title) this.tip.show(object.title, object.lines.map((line) => ["", line]), [info.x, info.y], this.stage);
    else this.tip.hide();
    this.mark("hovered", id);
  }

  tell(id, at) {
    const i = this.shapes.index.get(id);
    const [first, ...rest] = this.details;
    const rows = [[first.label, first.says(i) ?? this.data.words.no_data]];
    for (const detail of rest) if (detail.says(i) !== null) rows.push([detail.label, detail.says(i)]);
    this.tip.show(this.name(i), rows, at, this.stage);
  }

  name(i) {
    const place = this.places[i];
    return this.data.lang === "zh" ? place.name_zh : place.name_en;
  }

  mark(which, id) {
    if (this.marked[which] === id || !this.deck) return;
    this.marked[which] = id;
    this.draw();
  }

  select(id) {
    if (!this.data || (id === null && this.marked.selected === null)) return;
    this.mark("selected", id);
    this.component.setStateValue("selected", id);
  }

  // Show a region chosen in the list: bring it into view, outline it, tell its value.
  point(id) {
    const {width, height} = this.deck.getViewports().find((viewport) => viewport.id === "main");
    const [x, y] = this.screen(id);
    if (x < 0 || y < 0 || x > width || y > height) {
      const [longitude, latitude] = this.places[this.shapes.index.get(id)].position;
      this.go({longitude, latitude}, false);
    }
    this.mark("hovered", id);
    this.tell(id, this.screen(id));
  }

  // Where a region's label point lies on the stage, in pixels.
  screen(id) {
    const viewport = this.deck.getViewports().find((other) => other.id === "main");
    return viewport.project(this.places[this.shapes.index.get(id)].position);
  }

  rendered() {
    if (!this.deck?.props.layers.some((layer) => layer?.id === "fills" && layer.isLoaded)) return;
    this.painted += 1;
    this.canvas.querySelector("canvas").removeAttribute("tabindex"); // the stage has the focus and the keys
    this.lead();
    if (!this.note.hidden) {
      this.note.textContent = "";
      this.note.hidden = true;
      this.settle();
    }
    this.node.dataset.state = "painted";
    this.node.dispatchEvent(new CustomEvent("map-painted", {bubbles: true, composed: true, detail: {painted: this.painted}}));
  }

  // From each inset of single regions to where it lies in the main view.
  lead() {
    const viewports = new Map(this.deck.getViewports().map((viewport) => [viewport.id, viewport]));
    const main = viewports.get("main");
    const led = this.data.insets.flatMap(({regions, corner}, k) => {
      const inset = viewports.get(`inset-${k}`);
      if (!main || !inset || !regions.length) return [];
      const at = (x, y) => main.project(inset.unproject([x, y]));
      const [[west, north], [east, south]] = [at(0, 0), at(inset.width, inset.height)];
      const seen = west > 0 && north > 0 && east < main.width && south < main.height && east - west < main.width / 3;
      if (!seen) return [];
      const left = corner.endsWith("left");
      const [side, near] = left ? [inset.x + inset.width, west] : [inset.x, east];
      const clear = left ? west > side : east < side;
      const lines = clear ? `M${side} ${inset.y}L${near} ${north}M${side} ${inset.y + inset.height}L${near} ${south}` : "";
      return [`M${west} ${north}H${east}V${south}H${west}Z${lines}`];
    });
    const path = led.join("");
    if (this.led === path) return;
    this.led = path;
    for (const line of this.leaders.children) line.setAttribute("d", path);
  }

  destroy() {
    this.turn += 1;
    clearTimeout(this.settling);
    clearTimeout(this.listing);
    this.resized?.disconnect();
    const canvas = this.canvas?.querySelector("canvas");
    this.deck?.finalize();
    canvas?.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
    this.deck = null;
    this.node?.remove();
    this.stylesheet?.remove();
  }
}
