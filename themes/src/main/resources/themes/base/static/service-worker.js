// Shows what the site tells while none of its pages is open.
"use strict";
self.addEventListener("push", (event) => {
	let told = null;
	try {
		told = event.data.json();
	}
	catch (e) {
		return;
	}
	event.waitUntil(self.registration.showNotification(String(told.title), { tag: told.tag, data: { url: told.url } }));
});
self.addEventListener("notificationclick", (event) => {
	event.notification.close();
	const url = new URL(event.notification.data.url, self.location.origin);
	if (url.origin !== self.location.origin) {
		return;
	}
	event.waitUntil(self.clients.matchAll({ type: "window" }).then((pages) => {
		const open = pages.find((page) => page.url === url.href);
		return open ? open.focus() : self.clients.openWindow(url.href);
	}));
});
