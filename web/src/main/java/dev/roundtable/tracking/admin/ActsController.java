package dev.roundtable.tracking.admin;

import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Subject;
import dev.roundtable.tracker.sync.SyncLedger;
import dev.roundtable.tracking.Connections;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What an administrator does to a connection. */
@Controller
@RequestMapping("/admin/trackers/{id}")
class ActsController {

	private final Connections connections;

	private final TokenChecks checks;

	private final TakingIn takingIn;

	private final Health health;

	private final SyncLedger ledger;

	private final Once once;

	private final Messages messages;

	ActsController(Connections connections, TokenChecks checks, TakingIn takingIn, Health health, SyncLedger ledger,
			Once once, Messages messages) {
		this.connections = connections;
		this.checks = checks;
		this.takingIn = takingIn;
		this.health = health;
		this.ledger = ledger;
		this.once = once;
		this.messages = messages;
	}

	private static String page(long id) {
		return "redirect:/admin/trackers/" + id;
	}

	@PostMapping("/check")
	String check(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.checks.check(viewer, new ConnectionId(id));
		return page(id) + "?checked";
	}

	@PostMapping("/go")
	String go(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.connections.letGo(viewer, new ConnectionId(id), key);
		return page(id) + "?saved";
	}

	@PostMapping("/pause")
	String pause(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.connections.stop(viewer, new ConnectionId(id), key);
		return page(id) + "?saved";
	}

	@GetMapping("/token")
	ModelAndView token(@PathVariable long id, @AuthenticationPrincipal Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return token(id, Map.of(), HttpStatus.OK);
	}

	/** Empty fields leave what there is; neither is ever shown. */
	@PostMapping("/token")
	Object renew(@PathVariable long id, @RequestParam(required = false) @Nullable String token,
			@RequestParam(required = false) @Nullable String hookSecret, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		try {
			this.connections.renew(viewer, new ConnectionId(id), token, hookSecret, key);
		}
		catch (BadInput refused) {
			return token(id, this.messages.errors(refused), HttpStatus.UNPROCESSABLE_CONTENT);
		}
		this.checks.check(viewer, new ConnectionId(id));
		return page(id) + "?checked";
	}

	private ModelAndView token(long id, Map<String, String> errors, HttpStatus status) {
		ModelAndView page = new ModelAndView("tracking/token");
		page.addObject("c", this.health.of(new ConnectionId(id)));
		page.addObject("longestToken", Connections.TOKEN);
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

	@PostMapping("/poll")
	String poll(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		want(viewer, id, new Subject.Poll(), false, key.asking("poll tracker " + id));
		return page(id) + "?asked";
	}

	@PostMapping("/sweep")
	String sweep(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		want(viewer, id, new Subject.Sweep(), true, key.asking("sweep tracker " + id));
		return page(id) + "?asked";
	}

	private void want(Viewer viewer, long id, Subject subject, boolean thorough, OnceKey key) {
		viewer.require(Capability.ADMINISTER);
		this.once.write(key, () -> {
			ConnectionId connection = this.connections.find(new ConnectionId(id)).id();
			this.ledger.want(connection, subject, thorough);
		});
	}

	@PostMapping("/project")
	String takeIn(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.takingIn.begin(viewer, new ConnectionId(id), key);
		return page(id) + "?saved#project";
	}

	@PostMapping("/project/stop")
	String stopTakingIn(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.takingIn.stop(viewer, new ConnectionId(id), key);
		return page(id) + "?saved#project";
	}

	@PostMapping("/project/go-on")
	String goOnTakingIn(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.takingIn.goOn(viewer, new ConnectionId(id), key);
		return page(id) + "?saved#project";
	}

	@PostMapping("/remove")
	String remove(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.connections.remove(viewer, new ConnectionId(id), key);
		return "redirect:/admin/trackers?removed";
	}

}
