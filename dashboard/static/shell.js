// The document follows the address: language, theme, header and links. Runs before Streamlit's own script.
(() => {
  "use strict";
  const root = document.documentElement;
  const HTML_LANG = { zh: "zh-CN", en: "en" };
  const DARK = "(prefers-color-scheme: dark)";
  const system = window.matchMedia(DARK);

  const query = () => new URLSearchParams(window.location.search);
  const lang = () => (query().get("lang") === "en" ? "en" : "zh");
  const theme = () => {
    const asked = query().get("theme");
    return asked === "dark" || asked === "light" ? asked : system.matches ? "dark" : "light";
  };

  // Where Streamlit's backend is. Left to find out, its client tries every step of a deep link and fails aloud.
  window.__streamlit = {
    BACKEND_BASE_URL: `${window.location.origin}/`,
    MAIN_PAGE_BASE_URL: `${window.location.origin}/`,
  };

  // Streamlit's widgets follow the system's colour scheme. Asked about that, the window answers with the
  // page's theme instead, so one address gives one look and a switch needs no reload.
  class Scheme extends EventTarget {
    media = DARK;
    get matches() { return theme() === "dark"; }
    addListener(listener) { this.addEventListener("change", listener); }
    removeListener(listener) { this.removeEventListener("change", listener); }
  }
  const scheme = new Scheme();
  const matchMedia = window.matchMedia.bind(window);
  window.matchMedia = (media) => (media === DARK ? scheme : matchMedia(media));
  for (const key of Object.keys(window.localStorage)) {
    if (key.startsWith("stActiveTheme")) window.localStorage.removeItem(key);
  }

  function address(path, changes) {
    const kept = query();
    kept.delete("page");
    for (const [name, code] of Object.entries(changes)) kept.set(name, code);
    const text = kept.toString();
    return path + (text ? `?${text}` : "");
  }

  function follow() {
    const shown = root.dataset.theme;
    root.lang = HTML_LANG[lang()];
    root.dataset.theme = theme();
    if (shown !== root.dataset.theme) scheme.dispatchEvent(new Event("change"));
    const header = document.querySelector(".tantu-header");
    if (!header) return;
    for (const element of document.querySelectorAll("[data-zh]")) {
      const words = element.dataset[lang()];
      if (element.dataset.name) element.setAttribute(element.dataset.name, words);
      else if (element.textContent !== words) element.textContent = words;
    }
    const here = window.location.pathname;
    for (const link of header.querySelectorAll("nav a, .tantu-brand, .tantu-build a")) {
      const path = new URL(link.href).pathname;
      link.setAttribute("href", address(path, {}));
      if (link.closest("nav")) {
        if (path === here) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
    }
    const other = lang() === "zh" ? "en" : "zh";
    const switches = { lang: { lang: other }, dark: { theme: "dark" }, light: { theme: "light" } };
    for (const link of header.querySelectorAll("[data-switch]")) {
      link.setAttribute("href", address(here, switches[link.dataset.switch]));
      if (link.dataset.switch === "lang") link.lang = link.hreflang = HTML_LANG[other];
    }
  }

  async function stampBuild() {
    const stamp = document.querySelector(".tantu-build time");
    const answer = stamp && (await fetch("/healthz", { cache: "no-store" }).catch(() => null));
    if (!answer?.ok) return;
    const health = await answer.json();
    stamp.dateTime = stamp.textContent = health.built_at.slice(0, 10);
    document.querySelector(".tantu-build code").textContent = health.build_id;
  }

  // A plain link to one of our pages changes the address and tells Streamlit as the back button would.
  function go(href) {
    if (href === window.location.pathname + window.location.search) return;
    window.history.pushState({}, "", href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }

  function clicked(event) {
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    const link = event.target.closest?.("a[href]");
    if (!plain || event.defaultPrevented || !link || link.hasAttribute("download")) return;
    if (link.classList.contains("tantu-skip")) {
      event.preventDefault();
      const content = document.querySelector("[data-testid=stMain]");
      content?.setAttribute("tabindex", "-1");
      content?.focus();
      return;
    }
    const url = new URL(link.href, window.location.href);
    const pages = [...document.querySelectorAll(".tantu-header nav a")].map((a) => new URL(a.href).pathname);
    if (url.origin !== window.location.origin || url.hash || !pages.includes(url.pathname)) return;
    event.preventDefault();
    event.stopPropagation();
    go(url.pathname + url.search);
  }

  for (const name of ["pushState", "replaceState"]) {
    const change = window.history[name].bind(window.history);
    window.history[name] = (...args) => {
      change(...args);
      follow();
    };
  }
  window.addEventListener("popstate", () => { follow(); stampBuild(); });
  // Charts are drawn by the server in one theme: a new system theme needs a new run, as a new address does.
  system.addEventListener("change", () => {
    follow();
    window.setTimeout(() => window.dispatchEvent(new PopStateEvent("popstate")), 100);
  });
  document.addEventListener("click", clicked, true);
  document.addEventListener("DOMContentLoaded", follow);
  follow();
})();
