package dev.roundtable.push;

import java.util.List;

import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Browsers come and go; the script of the settings' page asks for it. */
@Controller
@RequestMapping("/settings/notifications/browsers")
class BrowserController implements WebMvcConfigurer {

	private static final String PAGE = "redirect:/settings/notifications?saved";

	/** Browsers name others whose engine they have: the first that is found counts. */
	private static final List<String> NAMES = List.of("Edg", "OPR", "Firefox", "Chrome", "Safari");

	private final Browsers browsers;

	private final PushSettings settings;

	BrowserController(Browsers browsers, PushSettings settings) {
		this.browsers = browsers;
		this.settings = settings;
	}

	/** Asked for anew each time: an old one would go on telling in an old way. */
	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/service-worker.js")
			.addResourceLocations("classpath:/themes/base/static/")
			.setCacheControl(CacheControl.noCache());
	}

	@PostMapping
	ResponseEntity<Void> add(@RequestParam(defaultValue = "") String endpoint,
			@RequestParam(defaultValue = "") String p256dh, @RequestParam(defaultValue = "") String auth,
			@RequestHeader(name = "User-Agent", defaultValue = "") String agent, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		if (!this.settings.enabled()) {
			throw new NotFound("push");
		}
		this.browsers.add(viewer, key, Subscription.of(endpoint, p256dh, auth, this.settings.internal()), name(agent));
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/end")
	ResponseEntity<Void> end(@RequestParam(defaultValue = "") String endpoint, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.browsers.end(viewer, key, endpoint);
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/{id}/end")
	String end(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.browsers.end(viewer, key, id);
		return PAGE;
	}

	private static String name(String agent) {
		return NAMES.stream().filter((name) -> agent.contains(name + "/")).findFirst().map((name) -> switch (name) {
			case "Edg" -> "Edge";
			case "OPR" -> "Opera";
			default -> name;
		}).orElse("");
	}

}
