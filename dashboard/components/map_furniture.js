// What stands round the map in the page's own elements: legend, tooltip, buttons, frames of insets, the list of
// regions. Text enters as text, never as markup.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const css = ([r, g, b]) => `rgb(${r} ${g} ${b})`;

const ICONS = {
  in: "M8 3v10M3 8h10",
  out: "M3 8h10",
  reset: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
};

const svg = (tag, attributes, ...children) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

export const leaders = () => svg("svg", {class: "leaders", "aria-hidden": "true"}, svg("path", {class: "casing"}), svg("path", {}));

export function button(icon, label, act) {
  const made = element("button", {type: "button", class: "tool", "aria-label": label, title: label}, svg("svg", {viewBox: "0 0 16 16", "aria-hidden": "true"}, svg("path", {d: ICONS[icon]})));
  made.addEventListener("click", act);
  return made;
}

// The legend: classes as a bar with its breaks, the hatched swatch, the source class. Pointing at a class, or
// pressing it, leaves only its regions in colour; `held` is the class that is pressed.
export function legend({legend, colours, kind}, held, onLit) {
  const {title, unit, labels, ends, status, no_data: missing} = legend;
  const swatches = labels.map((label, k) => {
    const said = unit ? `${label} ${unit}` : label;
    const swatch = element("button", {type: "button", class: "swatch", "aria-label": said, "aria-pressed": String(k === held), title: said});
    swatch.style.backgroundColor = css(colours[k]);
    swatch.addEventListener("pointerenter", () => onLit(k));
    swatch.addEventListener("pointerleave", () => onLit(held));
    swatch.addEventListener("click", () => {
      held = held === k ? null : k;
      swatches.forEach((other, j) => other.setAttribute("aria-pressed", String(j === held)));
      onLit(held);
    });
    return swatch;
  });
  const bar = element("ul", {class: "bar"}, ...swatches.map((swatch) => element("li", {}, swatch)));
  const marks = element("div", {class: "ends", "aria-hidden": "true"}, ...ends.map((end) => element("span", {}, end)));
  const heading = element("p", {class: "measure"}, element("span", {class: "title"}, title), unit ? element("span", {class: "unit"}, unit) : null, status ? element("span", {class: "status"}, status) : null);
  return element(
    "div",
    {class: status && kind === "choropleth" ? "legend dotted" : "legend"},
    heading,
    labels.length ? element("div", {class: "scale"}, bar, marks) : null,
    missing ? element("p", {class: "missing"}, element("i", {class: "hatch", "aria-hidden": "true"}), missing) : null,
  );
}

export class Tip {
  constructor() {
    this.node = element("div", {class: "tip", "aria-hidden": "true"});
    this.hide();
  }

  // rows: [label, text]; a label may be empty
  show(title, rows, [x, y], stage) {
    this.node.replaceChildren(
      element("p", {class: "name"}, title),
      ...rows.map(([label, text]) => element("p", {class: "row"}, label ? element("span", {class: "label"}, label) : null, element("span", {class: "figure"}, text))),
    );
    this.node.hidden = false;
    const {offsetWidth: width, offsetHeight: height} = this.node;
    const left = x + 16 + width > stage.clientWidth ? x - 16 - width : x + 16;
    const top = Math.min(Math.max(8, y - height / 2), stage.clientHeight - height - 8);
    this.node.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`;
  }

  hide() {
    this.node.hidden = true;
  }
}

export function insetFrame({title, corner, width, height}) {
  const frame = element("div", {class: `inset ${corner}`}, element("span", {class: "inset-title"}, title));
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  return frame;
}

// The regions by name, for those who do not point. Hidden until it has the focus; arrow keys show a region on
// the map, Enter selects it.
export class Chooser {
  constructor({onShow, onChoose, onLeave}) {
    this.list = element("select", {size: 9});
    this.node = element("div", {class: "chooser"}, this.list);
    this.list.addEventListener("change", () => onShow(this.list.value));
    this.list.addEventListener("focus", () => this.list.value && onShow(this.list.value));
    this.list.addEventListener("blur", onLeave);
    this.list.addEventListener("click", (event) => event.target.value && onChoose(event.target.value));
    this.list.addEventListener("keydown", (event) => {
      if ((event.key === "Enter" || event.key === " ") && this.list.value) {
        event.preventDefault();
        onChoose(this.list.value);
      }
    });
  }

  name(label) {
    this.list.setAttribute("aria-label", label);
  }

  // rows: [region_id, text]
  fill(rows, selected) {
    const chosen = this.list.value || selected;
    if (this.list.options.length === rows.length) {
      rows.forEach(([id, text], k) => {
        this.list.options[k].value = id;
        this.list.options[k].textContent = text;
      });
    } else this.list.replaceChildren(...rows.map(([id, text]) => element("option", {value: id}, text)));
    this.list.value = chosen ?? "";
  }
}
