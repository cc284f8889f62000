// The search box: "/" leads to it, and what is typed is met by suggestions. Without this file one types and presses Enter.
// pick.js offers tasks in the same way.
(function () {
	"use strict";
	const WAIT = 120;

	function isTyping(element) {
		return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
	}
	document.addEventListener("keydown", (event) => {
		if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
			const boxes = Array.from(document.querySelectorAll("main input[type=search][name=q], .find input[name=q]"));
			const box = boxes.find((one) => one.form.getAttribute("action") === "/search" && one.offsetParent !== null);
			if (box) {
				event.preventDefault();
				box.focus();
				box.select();
			}
		}
	});

	let boxes = 0;

	// What is offered comes from an address, to which what is typed is added; what is taken is a link. With "unasked"
	// something is offered before anything is typed.
	function offer(box, from, take, unasked) {
		const list = document.createElement("div");
		const told = document.createElement("p");
		list.id = "offers-" + boxes++;
		list.className = "offers";
		list.hidden = true;
		list.setAttribute("role", "listbox");
		list.setAttribute("aria-label", box.getAttribute("aria-label") || box.labels[0].textContent);
		told.className = "sr";
		told.setAttribute("role", "status");
		box.parentElement.classList.add("offering");
		box.after(list, told);
		box.setAttribute("role", "combobox");
		box.setAttribute("autocomplete", "off");
		box.setAttribute("aria-autocomplete", "list");
		box.setAttribute("aria-controls", list.id);
		box.setAttribute("aria-expanded", "false");
		let soon = 0;
		let asked = null;
		let chosen = -1;

		const options = () => Array.from(list.querySelectorAll("[role=option]"));
		function close() {
			clearTimeout(soon);
			if (asked) {
				asked.abort();
			}
			list.hidden = true;
			chosen = -1;
			box.setAttribute("aria-expanded", "false");
			box.removeAttribute("aria-activedescendant");
		}
		function choose(next) {
			const all = options();
			chosen = (next + all.length + 1) % (all.length + 1);
			all.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
			if (chosen < all.length) {
				box.setAttribute("aria-activedescendant", all[chosen].id);
				all[chosen].scrollIntoView({ block: "nearest" });
			}
			else {
				box.removeAttribute("aria-activedescendant");
				chosen = -1;
			}
		}
		function pick(option) {
			close();
			take(option);
		}
		function show(html) {
			list.innerHTML = html;
			options().forEach((option, i) => option.id = list.id + "-" + i);
			const some = options().length > 0;
			chosen = -1;
			list.hidden = !some;
			box.setAttribute("aria-expanded", String(some));
			box.removeAttribute("aria-activedescendant");
			const about = list.querySelector("[data-told]");
			told.textContent = about ? about.dataset.told : "";
		}
		function ask() {
			if (asked) {
				asked.abort();
			}
			const q = box.value.trim();
			if (!q && !unasked) {
				close();
				return;
			}
			asked = new AbortController();
			fetch(from + encodeURIComponent(q.slice(0, 100)), { signal: asked.signal, headers: { "HX-Request": "true" } })
				.then((answer) => answer.ok ? answer.text() : "")
				.then((html) => document.activeElement === box ? show(html) : close())
				.catch(() => { /* Enter searches all the same. */ });
		}
		box.addEventListener("input", () => {
			clearTimeout(soon);
			soon = setTimeout(ask, WAIT);
		});
		box.addEventListener("keydown", (event) => {
			if (event.isComposing) {
				return;
			}
			const open = !list.hidden;
			if (event.key === "ArrowDown" && !open && (unasked || box.value.trim())) {
				event.preventDefault();
				ask();
			}
			else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
				event.preventDefault();
				choose(event.key === "ArrowDown" ? chosen + 1 : (chosen < 0 ? options().length - 1 : chosen - 1));
			}
			else if (open && event.key === "Enter" && chosen >= 0) {
				event.preventDefault();
				pick(options()[chosen]);
			}
			else if (open && event.key === "Escape") {
				event.preventDefault();
				close();
			}
		});
		list.addEventListener("mousedown", (event) => event.preventDefault());
		list.addEventListener("click", (event) => {
			const option = event.target.closest("[role=option]");
			if (option && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
				event.preventDefault();
				pick(option);
			}
		});
		box.addEventListener("blur", close);
	}

	window.offer = offer;
	document.addEventListener("DOMContentLoaded", () => {
		for (const box of document.querySelectorAll("form[action='/search'] input[type=search][name=q]")) {
			offer(box, "/search/suggest?q=", (option) => location.assign(option.href));
		}
	});
})();
