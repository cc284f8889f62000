package dev.roundtable.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Secret;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.site.SiteUrl;
import dev.roundtable.writing.When;
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

/**
 * What becomes of mail. For administrators: it names addresses, and never shows what a
 * mail says.
 */
@Controller
@RequestMapping("/admin/mail")
class MailAdminController {

	private static final String PAGE = "redirect:/admin/mail";

	private final Mail mail;

	private final MailQueue queue;

	private final Stops stops;

	private final MailWorker worker;

	private final SiteUrl site;

	private final Once once;

	private final Journal journal;

	private final Messages messages;

	private final Clock clock;

	MailAdminController(Mail mail, MailQueue queue, Stops stops, MailWorker worker, SiteUrl site, Once once,
			Journal journal, Messages messages, Clock clock) {
		this.mail = mail;
		this.queue = queue;
		this.stops = stops;
		this.worker = worker;
		this.site = site;
		this.once = once;
		this.journal = journal;
		this.messages = messages;
		this.clock = clock;
	}

	/**
	 * @param again null where it is not tried yet
	 */
	record Row(Letter.Kind kind, String recipient, When created, int attempts, @Nullable When again,
			@Nullable String lastError) {

		static Row of(MailQueue.Waiting waiting) {
			return new Row(waiting.kind(), waiting.recipient(), When.of(waiting.created()), waiting.attempts(),
					(waiting.lastError() != null) ? When.of(waiting.again()) : null, waiting.lastError());
		}

	}

	@GetMapping
	ModelAndView mail(@AuthenticationPrincipal Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return page("", Map.of(), HttpStatus.OK);
	}

	@PostMapping("/test")
	Object test(@RequestParam(defaultValue = "") String to, @AuthenticationPrincipal Viewer viewer, OnceKey key) {
		viewer.require(Capability.ADMINISTER);
		try {
			MailAddress address = MailAddress.of("to", to);
			if (this.mail.isStopped(address)) {
				throw new BadInput("to", "address.stopped");
			}
			Letter letter = new Letter("test " + Secret.random(), Letter.Kind.ACCOUNT, address,
					this.messages.of("mail.test.subject"),
					this.messages.of("mail.test.body", viewer.name(), this.site.of("/")), null,
					this.clock.instant().plus(Duration.ofHours(1)));
			this.once.write(key.asking("test mail", address), () -> {
				this.mail.queue(letter);
				this.journal.record(viewer.id().value(), "mail tested", Subject.of("account", viewer.id().value()),
						Audience.TEAM, Map.of());
			});
		}
		catch (BadInput ex) {
			return page(to, this.messages.errors(ex), HttpStatus.UNPROCESSABLE_CONTENT);
		}
		return PAGE + "?sent";
	}

	@PostMapping("/stops/{id}/end")
	String allow(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, OnceKey key) {
		this.stops.end(viewer, key, id);
		return PAGE + "?saved";
	}

	private ModelAndView page(String to, Map<String, String> errors, HttpStatus status) {
		ModelAndView page = new ModelAndView("mail/admin");
		List<Row> waiting = this.queue.waiting().stream().map(Row::of).toList();
		page.addObject("configured", this.mail.configured());
		page.addObject("named", this.site.isSet());
		page.addObject("links", this.site.of("/"));
		page.addObject("away", this.worker.away());
		page.addObject("waiting", waiting);
		page.addObject("size", this.queue.size());
		page.addObject("stops", this.stops.latest());
		page.addObject("to", to);
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

}
