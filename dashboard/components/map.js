// A map on a page. Geometry, deck.gl and this script are hashed files that the browser keeps; what arrives with
// each run of the page is the deck that pydeck wrote and a few kilobytes of numbers. The map stays while they
// change: its view, its WebGL context and what is selected.

const PAN_PX = 90;
const ZOOM_STEP = 0.75;
const SETTLE_MS = 90; // after the last movement names are laid out anew
const CLICK_MS = 2000; // a press this long is still a click: a busy machine may take a while to notice its end
const LIST_MS = 300; // thousands of names; the map first
const SLOW_CLICK_MS = 3000; // drawn in software, the first picking can hold up a click for most of a second

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

const absolute = (address) => new URL(address, document.baseURI).href;

function script(address) {
  if (!scripts.has(address)) {
    const loaded = new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = absolute(address);
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

class RegionMap {
  constructor(root) {
    this.root = root;
    this.asked = performance.now();
    this.turn = 0; // the newest update; older ones that are still loading give way
    this.marked = {hovered: null, selected: null};
    this.lit = null; // the class looked at
    this.painted = 0;
    (root.host ?? root).regionMap = this; // for tests: `screen(region_id)`
  }

  async update(component) {
    const turn = ++this.turn;
    const {data} = component;
    this.component = component;
    try {
      const parts = await Promise.all(Object.values(data.parts).map((part) => import(absolute(part))));
      if (turn !== this.turn) return;
      this.parts = Object.assign({}, ...parts);
      this.stand(data);
      const loaded = await this.load(data);
      if (turn === this.turn) this.take(data, loaded);
    } catch (error) {
      if (turn === this.turn) this.fail(error);
    }
  }

  async load(data) {
    const {loadShapes, loadPoints, unpackClasses, unpackDetail} = this.parts;
    const addresses = new Set(data.deck.layers.map((layer) => layer.data));
    const further = [...addresses].filter((address) => address !== data.shapes && address !== data.places);
    const read = (address) => (address.includes(".lines") ? loadShapes : loadPoints)(address, data.conic);
    const [shapes, places, others, classes, details] = await Promise.all([
      loadShapes(data.shapes, data.conic),
      loadPoints(data.places, data.conic),
      Promise.all(further.map(read)),
      unpackClasses(data.classes),
      Promise.all(data.details.map((detail) => unpackDetail(detail, data.count))),
      ...data.libraries.map(script),
    ]);
    return {shapes, places, classes, details, others: new Map(further.map((address, k) => [address, others[k]]))};
  }

  // The page's own elements round the canvas.
  stand(data) {
    if (!this.node) this.build(data);
    this.node.setAttribute("aria-label", data.words.label);
    this.stage.setAttribute("aria-label", data.words.label);
    this.stage.setAttribute("aria-description", data.words.keys);
    this.stage.style.height = `${data.height}px`;
    for (const [name, colour] of Object.entries(data.look)) this.node.style.setProperty(`--${name}`, colour);
    if (this.lang === data.lang) return;
    const {button} = this.parts;
    this.lang = data.lang;
    this.chooser.name(data.words.regions);
    this.tools.replaceChildren(
      button("in", data.words.zoom_in, () => this.camera?.zoomBy(ZOOM_STEP)),
      button("out", data.words.zoom_out, () => this.camera?.zoomBy(-ZOOM_STEP)),
      button("reset", data.words.reset, () => this.camera?.home()),
    );
  }

  build(data) {
    const {element, leaders, Tip, Chooser} = this.parts;
    this.canvas = element("div", {class: "canvas"});
    this.stage = element("div", {class: "stage", role: "application", tabindex: 0}, this.canvas);
    this.leaders = leaders();
    this.insets = element("div", {class: "insets"});
    this.tools = element("div", {class: "tools"});
    this.tip = new Tip();
    this.note = element("p", {class: "note", role: "status"}, data.words.loading);
    this.legendPlace = element("div");
    this.chooser = new Chooser({
      onShow: (id) => this.point(id),
      onChoose: (id) => this.select(id),
      onLeave: () => this.hover(null),
    });
    const {leaders: lines, insets, tools, chooser, tip, note} = this;
    this.frame = element("div", {class: "frame"}, this.stage, lines, insets, tools, chooser.node, tip.node, note);
    this.node = element("div", {class: "map", role: "group"}, this.frame, this.legendPlace);
    this.stylesheet = element("link", {rel: "stylesheet", href: absolute(data.style)});
    this.root.append(this.stylesheet, this.node);
    this.listen();
  }

  listen() {
    this.stage.addEventListener("keydown", (event) => this.key(event));
    this.stage.addEventListener("pointerdown", () => this.stage.focus({preventScroll: true}));
    this.stage.addEventListener("pointerleave", () => this.hover(null));
    // A wheel over the map scrolls the page, unless the map has the focus or Ctrl is held.
    const passOn = (event) => {
      if (event.ctrlKey || event.metaKey || this.stage.contains(this.root.activeElement)) return;
      event.stopPropagation();
    };
    this.frame.addEventListener("wheel", passOn, {capture: true, passive: true});
    this.resized = new ResizeObserver(() => this.resize());
    this.resized.observe(this.stage);
  }

  take(data, loaded) {
    const moved = this.data?.shapes !== data.shapes || this.data?.kind !== data.kind;
    Object.assign(this, loaded, {data});
    if (moved || this.lit >= data.colours.length) this.lit = null;
    const selected = this.shapes.index.has(data.selected) ? data.selected : null;
    this.marked = {hovered: null, selected};
    this.frames = data.insets.map((inset) => inset.frame ?? this.shapes.frameOf(inset.regions));
    this.furnish(); // legend and list also serve a browser that cannot draw
    if (!this.deck && !this.open()) return;
    this.tip.hide();
    this.name(moved);
    if (moved) this.camera.aim(this.shapes, data, this.frames);
    this.draw();
  }

  furnish() {
    const {legend, insetFrame} = this.parts;
    this.legendPlace.replaceChildren(legend(this.data, this.lit, (k) => this.light(k)));
    this.insets.replaceChildren(...this.data.insets.map(insetFrame));
    const told = ({i}) => this.details[0].says(i) ?? this.data.words.no_data;
    const rows = () => this.places.map((place) => [place.region_id, `${this.called(place.i)}　${told(place)}`]);
    clearTimeout(this.listing);
    this.listing = setTimeout(() => this.chooser.fill(rows(), this.marked.selected), LIST_MS);
  }

  open() {
    const {Layers, Camera, hairlineLayer} = this.parts;
    const {deck, luma} = globalThis;
    try {
      if (!document.createElement("canvas").getContext("webgl2")) throw new Error("no WebGL 2");
      this.layers = new Layers(deck, hairlineLayer(deck, luma));
      this.camera = new Camera(deck, this.stage, (states) => this.look(states));
      this.deck = new deck.Deck({
        parent: this.canvas,
        width: "100%",
        height: "100%",
        useDevicePixels: devicePixelRatio,
        viewState: {},
        layerFilter: ({layer, viewport}) => (layer.id.split("@")[1]?.split("/")[0] ?? "main") === viewport.id,
        onViewStateChange: (change) => this.camera.moved(change),
        onHover: (info) => this.hover(info),
        onClick: (info) => this.select(this.regionOf(info)),
        getCursor: ({isDragging, isHovering}) => (isDragging ? "grabbing" : isHovering ? "pointer" : "grab"),
        pickingRadius: 2,
        eventRecognizerOptions: {click: {time: CLICK_MS}},
        eventRecognizerOptions: {click: {time: SLOW_CLICK_MS}},
        onAfterRender: () => this.rendered(),
        onError: (error) => this.fail(error),
      });
      return true;
    } catch (error) {
      console.info(`map: ${error.message}`);
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

  // Drawing

  draw() {
    const {marked, lit} = this;
    this.layers.take({...this.loaded(), data: this.data, frames: this.frames, names: this.names});
    const drawn = this.layers.drawn({withNames: this.lettered, lit, marked});
    this.deck.setProps({...drawn, viewState: this.camera.states});
  }

  loaded() {
    const {shapes, places, others, classes, details} = this;
    return {shapes, places, others, classes, details};
  }

  // Names of another map or in another language; those of the same map stay where they are.
  name(moved) {
    const {Names} = this.parts;
    const {insets, lang, parents, deck} = this.data;
    if (moved || this.names?.lang !== lang) {
      const family = deck.layers.find((layer) => layer.fontFamily)?.fontFamily ?? "sans-serif";
      this.names = new Names({places: this.places, parents: parents && this.others.get(parents), insets, lang, family});
    }
    this.names.ready().then(() => {
      this.lettered = true;
      this.settle(0);
    });
  }

  settle(wait = SETTLE_MS) {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      const main = this.viewports().get("main");
      if (main && this.lettered && this.names.lay(main, this.camera.whole.zoom)) this.draw();
    }, wait);
  }

  viewports() {
    return new Map((this.deck?.getViewports?.() ?? []).map((viewport) => [viewport.id, viewport]));
  }

  look(states) {
    this.deck?.setProps({viewState: states});
    this.tip.hide();
    this.settle();
  }

  light(k) {
    this.lit = k;
    this.draw();
  }

  mark(which, id) {
    if (this.marked[which] === id || !this.deck) return;
    this.marked = {...this.marked, [which]: id};
    this.draw();
  }

  resize() {
    if (!this.deck || !this.data) return;
    this.deck.setProps({useDevicePixels: devicePixelRatio}); // another screen, or the browser's own zoom
    if (this.camera.wandered) this.settle();
    else this.camera.home(false);
  }

  rendered() {
    if (!this.deck?.props.layers.some((layer) => layer?.id === "fills" && layer.isLoaded)) return;
    if (!this.painted) {
      this.canvas.querySelector("canvas").removeAttribute("tabindex"); // the stage has the focus and the keys
      this.note.hidden = true;
      this.node.dataset.state = "painted";
      this.settle(0);
    }
    this.painted += 1;
    this.lead();
    this.node.dispatchEvent(new CustomEvent("map-painted", {bubbles: true, composed: true}));
  }

  lead() {
    const path = this.parts.leaderPath(this.viewports(), this.data.insets);
    if (this.led === path) return;
    this.led = path;
    for (const line of this.leaders.children) line.setAttribute("d", path);
  }

  // Pointing and choosing

  regionOf(info) {
    return info?.object?.properties?.region_id ?? info?.object?.region_id ?? null;
  }

  hover(info) {
    if (!this.data) return;
    const id = this.regionOf(info);
    const point = info?.object;
    if (id !== null) this.tell(id, [info.x, info.y]);
    else if (point?.title) this.tip.show(point.title, point.lines.map((line) => ["", line]), [info.x, info.y], this.stage);
    else this.tip.hide();
    this.mark("hovered", id);
  }

  tell(id, at) {
    const i = this.shapes.index.get(id);
    const [first, ...rest] = this.details;
    const further = rest.map((detail) => [detail.label, detail.says(i)]).filter(([, text]) => text !== null);
    const rows = [[first.label, first.says(i) ?? this.data.words.no_data], ...further];
    this.tip.show(this.called(i), rows, at, this.stage);
  }

  called(i) {
    return this.data.lang === "zh" ? this.places[i].name_zh : this.places[i].name_en;
  }

  select(id) {
    if (!this.data || (id === null && this.marked.selected === null)) return;
    this.mark("selected", id);
    this.component.setStateValue("selected", id);
  }

  // Show a region chosen in the list: bring it into view, outline it, tell its value.
  point(id) {
    if (!this.deck) return;
    const {width, height} = this.viewports().get("main");
    const [x, y] = this.screen(id);
    if (x < 0 || y < 0 || x > width || y > height) {
      const [longitude, latitude] = this.places[this.shapes.index.get(id)].position;
      this.camera.go({longitude, latitude}, false);
    }
    this.mark("hovered", id);
    this.tell(id, this.screen(id));
  }

  // Where a region's label point lies on the stage, in pixels.
  screen(id) {
    return this.viewports().get("main").project(this.places[this.shapes.index.get(id)].position);
  }

  key(event) {
    const pans = {ArrowLeft: [-PAN_PX, 0], ArrowRight: [PAN_PX, 0], ArrowUp: [0, -PAN_PX], ArrowDown: [0, PAN_PX]};
    if (!this.deck || event.ctrlKey || event.metaKey || event.altKey) return;
    if (pans[event.key]) this.camera.panBy(this.viewports().get("main"), ...pans[event.key]);
    else if (event.key === "+" || event.key === "=") this.camera.zoomBy(ZOOM_STEP);
    else if (event.key === "-" || event.key === "_") this.camera.zoomBy(-ZOOM_STEP);
    else if (event.key === "0" || event.key === "Home") this.camera.home();
    else if (event.key === "Escape" && this.marked.selected !== null) this.select(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
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
