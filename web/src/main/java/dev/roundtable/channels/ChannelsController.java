package dev.roundtable.channels;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.mail.Mail;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.notifications.SettingsOfNotifications;
import dev.roundtable.notifications.SettingsPart;
import dev.roundtable.people.Viewer;
import dev.roundtable.push.Push;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** When and where somebody is told beyond the page. */
@Controller
@RequestMapping("/settings/notifications")
class ChannelsController implements SettingsPart {

	private static final String SAVED = "/settings/notifications?saved";

	private static final String PAGE = "redirect:" + SAVED;

	private final Readers readers;

	private final EndedTopics ended;

	private final Mail mail;

	private final Push push;

	private final SettingsOfNotifications page;

	private final Refusals refusals;

	ChannelsController(Readers readers, EndedTopics ended, Mail mail, Push push, SettingsOfNotifications page,
			Refusals refusals) {
		this.readers = readers;
		this.ended = ended;
		this.mail = mail;
		this.push = push;
		this.page = page;
		this.refusals = refusals;
	}

	/**
	 * @param mailed why no mail comes, the end of a message key; {@code ready} where it
	 * does
	 * @param zoned whether she said where she is
	 * @param key with which her browser subscribes, null where it cannot
	 */
	record Told(String mailed, String zone, boolean zoned, List<String> zones, String from, String to, boolean best,
			@Nullable String key, List<?> browsers, List<EndedTopics.Ended> ended) {
	}

	@Override
	public Shown of(Viewer viewer) {
		Choice choice = this.readers.choice(viewer);
		QuietHours quiet = choice.quiet();
		return new Shown("channels/settings",
				new Told(mailed(viewer), choice.zone().getId(), this.readers.saysWhere(viewer), Choice.ZONES,
						(quiet != null) ? quiet.from().toString() : "", (quiet != null) ? quiet.to().toString() : "",
						choice.best(), this.push.enabled() ? this.push.applicationServerKey() : null,
						this.push.shown(viewer), this.ended.shown(viewer)));
	}

	private String mailed(Viewer viewer) {
		if (!this.mail.configured()) {
			return "none";
		}
		MailAddress address = this.readers.address(viewer);
		return (address == null) ? "address" : this.mail.isStopped(address) ? "stopped" : "ready";
	}

	/** What she left as she was shown it stays as it is by now. */
	@PostMapping("/when")
	String save(Hours hours, @Nullable String wasZone, @Nullable String wasFrom, @Nullable String wasTo,
			boolean wasBest, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		Hours was = (wasZone != null) ? new Hours(wasZone, wasFrom, wasTo, wasBest) : null;
		String done = this.refusals.tried(model, response, () -> {
			this.readers.save(viewer, key, hours.choice(), hours.without(was));
			return SAVED;
		});
		if (done != null) {
			return done;
		}
		model.addAttribute("typed", hours);
		model.addAttribute("was", was);
		return this.page.show(viewer, model);
	}

	/** The hours as they were sent, or shown. */
	record Hours(@Nullable String zone, @Nullable String from, @Nullable String to, @Nullable Boolean best) {

		Choice choice() {
			return Choice.of(or(this.zone), or(this.from), or(this.to), Boolean.TRUE.equals(this.best));
		}

		/** What is another than it was; everything where nobody says how it was. */
		Set<Choice.Part> without(@Nullable Hours was) {
			Set<Choice.Part> parts = EnumSet.allOf(Choice.Part.class);
			if (was != null) {
				parts.removeIf((part) -> switch (part) {
					case ZONE -> or(this.zone).equals(or(was.zone));
					case HOURS -> or(this.from).equals(or(was.from)) && or(this.to).equals(or(was.to));
					case BEST -> Boolean.TRUE.equals(this.best) == Boolean.TRUE.equals(was.best);
				});
			}
			return parts;
		}

		private static String or(@Nullable String typed) {
			return (typed != null) ? typed : "";
		}

	}

	@PostMapping("/topics/{id}/mail")
	String undo(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.ended.undo(viewer, key, id);
		return PAGE;
	}

}
