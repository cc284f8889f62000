// Commands that are typed, Ctrl K. Everything here is also a link, a button or a key.
(function () {
	"use strict";
	const palette = document.getElementById("palette");
	const typed = palette.querySelector("input");
	const offered = palette.querySelector("ul");
	let chosen = 0;

	// Whatever on the page has a name for one.
	function commands() {
		const named = Array.from(document.querySelectorAll("[data-command], nav.rooms a"), (element) => ({
			element, label: element.dataset.command || element.textContent.trim(), key: element.dataset.key || ""
		}));
		return ofRow().concat(named);
	}
	// What the keys do with the row one stands on.
	function ofRow() {
		const one = document.querySelector("main.list.may:not(.triage, .inbox) :is(tr.at, .card.at)");
		return !one ? [] : Array.from(document.querySelectorAll("#keys [data-row]"), (told) => told.dataset.row.split(" ").map((key, place) => ({
			label: [told.dataset.each ? told.dataset.each.split("/")[place] : told.querySelector("dd").textContent, "#" + one.dataset.n].join(" · "),
			key,
			does: () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))
		}))).flat();
	}
	function offer() {
		const words = typed.value.toLowerCase().split(/\s+/);
		const fitting = commands().filter((one) => words.every((word) => one.label.toLowerCase().includes(word)));
		chosen = Math.min(chosen, Math.max(0, fitting.length - 1));
		offered.replaceChildren(...fitting.map((one, place) => {
			const item = document.createElement("li");
			item.id = "command-" + place;
			item.role = "option";
			item.setAttribute("aria-selected", place === chosen);
			item.textContent = one.label;
			if (one.key) {
				const key = document.createElement("kbd");
				key.textContent = one.key;
				item.append(key);
			}
			item.addEventListener("click", () => run(one));
			return item;
		}));
		palette.querySelector(".hint").hidden = fitting.length > 0;
		typed.setAttribute("aria-activedescendant", fitting.length > 0 ? "command-" + chosen : "");
		return fitting;
	}
	function run(command) {
		palette.close();
		if (command.does) {
			command.does();
		}
		else if (command.element.matches("input, select, textarea")) {
			command.element.focus();
		}
		else {
			command.element.click();
		}
	}
	function openPalette() {
		if (!palette.open) {
			typed.value = "";
			chosen = 0;
			palette.showModal();
			offer();
		}
	}
	typed.addEventListener("input", () => {
		chosen = 0;
		offer();
	});
	palette.addEventListener("keydown", (event) => {
		const fitting = offer();
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			event.preventDefault();
			chosen = (chosen + (event.key === "ArrowDown" ? 1 : fitting.length - 1)) % Math.max(1, fitting.length);
			offer();
			const now = document.getElementById("command-" + chosen);
			if (now) {
				now.scrollIntoView({ block: "nearest" });
			}
		}
		else if (event.key === "Enter" && fitting[chosen]) {
			event.preventDefault();
			run(fitting[chosen]);
		}
	});
	document.addEventListener("keydown", (event) => {
		if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
			event.preventDefault();
			openPalette();
		}
	});
	const opener = document.querySelector("[data-open-palette]");
	if (opener) {
		opener.hidden = false;
		opener.addEventListener("click", openPalette);
	}
})();
