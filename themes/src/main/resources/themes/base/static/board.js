// Cards of the board that are dragged into another column. Each column is a button on the card, too.
(function () {
	"use strict";
	// Cards that are dragged press the button that stands for it.
	let lifted = null;
	function target(event) {
		const column = event.target.closest && event.target.closest(".board section");
		return column && lifted && lifted.querySelector(".move [data-to='" + column.dataset.status + "']") ? column : null;
	}
	document.addEventListener("dragstart", (event) => {
		lifted = event.target.closest && event.target.closest(".board .card");
		if (lifted) {
			event.dataTransfer.setData("text/plain", lifted.dataset.n);
			event.dataTransfer.effectAllowed = "move";
			lifted.classList.add("lifted");
		}
	});
	document.addEventListener("dragover", (event) => {
		const column = target(event);
		document.querySelectorAll(".board .over").forEach((one) => one.classList.toggle("over", one === column));
		if (column) {
			event.preventDefault();
			column.classList.add("over");
		}
	});
	document.addEventListener("drop", (event) => {
		const column = target(event);
		if (column) {
			event.preventDefault();
			lifted.querySelector(".move [data-to='" + column.dataset.status + "']").click();
		}
	});
	document.addEventListener("dragend", () => {
		document.querySelectorAll(".lifted, .over").forEach((one) => one.classList.remove("lifted", "over"));
		lifted = null;
	});
})();
