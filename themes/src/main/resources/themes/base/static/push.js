// The button that lets this browser show what the site tells. Without this file, or where a browser cannot, there is none.
(function () {
	"use strict";
	// A time zone that nobody has chosen yet: the one of this device is offered.
	const zone = document.querySelector("select[data-zone=guess]");
	if (zone) {
		const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
		if (Array.from(zone.options).some((option) => option.value === here)) {
			zone.value = here;
		}
	}
	const place = document.querySelector("[data-push]");
	const csrf = document.querySelector("meta[name=csrf]");
	if (!place || !csrf || !("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) {
		return;
	}
	const on = place.querySelector("[data-push-on]");
	const off = place.querySelector("[data-push-off]");
	const denied = place.querySelector("[data-push-denied]");
	function show(subscription) {
		on.hidden = Boolean(subscription);
		off.hidden = !subscription;
		place.hidden = false;
	}
	function bytes(text) {
		const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
		return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
	}
	function send(path, fields) {
		const headers = {};
		headers[csrf.dataset.header] = csrf.content;
		return fetch("/settings/notifications/browsers" + path, { method: "POST", headers, body: new URLSearchParams(fields) })
			.then((answer) => {
				if (!answer.ok) {
					throw new Error(answer.status);
				}
			});
	}
	function fail() {
		denied.hidden = false;
		on.disabled = false;
		off.disabled = false;
	}
	navigator.serviceWorker.register("/service-worker.js")
		.then((worker) => worker.pushManager.getSubscription().then((subscription) => {
			show(subscription);
			on.addEventListener("click", () => {
				on.disabled = true;
				Notification.requestPermission()
					.then((answer) => answer === "granted" ? navigator.serviceWorker.ready : Promise.reject(answer))
					.then(() => worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(place.dataset.key) }))
					.then((made) => {
						const keys = made.toJSON().keys;
						return send("", { endpoint: made.endpoint, p256dh: keys.p256dh, auth: keys.auth });
					})
					.then(() => location.reload())
					.catch(fail);
			});
			off.addEventListener("click", () => {
				off.disabled = true;
				worker.pushManager.getSubscription()
					.then((now) => now && now.unsubscribe().then(() => send("/end", { endpoint: now.endpoint })))
					.then(() => location.reload())
					.catch(fail);
			});
		}))
		.catch(() => { /* Then there is no button. */ });
})();
