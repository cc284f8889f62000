package dev.roundtable.notifications;

import java.util.List;

import dev.roundtable.http.Messages;
import dev.roundtable.tasks.RuleReasons;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says what happened, in the language of whoever reads. */
@Component
class Sentences {

	private final Messages messages;

	private final RuleReasons reasons;

	Sentences(Messages messages, RuleReasons reasons) {
		this.reasons = reasons;
		this.messages = messages;
	}

	/**
	 * @param people who did it, each once, the latest first; empty where that is not told
	 * @param status of the task, where it is about one
	 */
	String of(Kind kind, String act, List<String> people, @Nullable String status, @Nullable String build) {
		return switch (kind) {
			case REPLY, MENTION, QUOTE, TOPIC, ANSWER, MESSAGE -> byPeople("notification." + kind, people);
			case STATUS -> status(status, build);
			case VERIFY -> "RELEASED".equals(status) || "VERIFIED".equals(status)
					? this.messages.of("notification.VERIFY", (build != null) ? build : "") : status(status, build);
			case MODERATION -> named("notification.MODERATION", act);
			case HONOUR -> honour("notification.HONOUR." + act.replace(' ', '-'), people);
			case GROUP -> this.messages.of("notification.GROUP");
			case SEAT -> named("notification.SEAT", act.replace(' ', '-'));
		};
	}

	private String status(@Nullable String status, @Nullable String build) {
		String now = named("status", status);
		return (build != null && !build.isEmpty()) ? this.messages.of("notification.STATUS.build", now, build)
				: this.messages.of("notification.STATUS", now);
	}

	/** What the page of a conversation is called. */
	String conversation() {
		return this.messages.of("notification.conversation");
	}

	/** What the page is called to which something leads that became of one's own. */
	String place(String path) {
		return this.messages.of(switch (path) {
			case Leads.MESSAGES -> "message.list";
			case Leads.REPORTS, Leads.REPORTS + Leads.MESSAGES -> "reports.title";
			default -> "notification.account";
		});
	}

	/**
	 * What somebody was given: its name, or the level's, as the reader calls it.
	 * @param detail what was told of it
	 */
	String given(String act, String detail) {
		return act.contains("trust") ? named("trust.level", detail)
				: act.endsWith(" seat") ? named("release.channel", detail) : detail;
	}

	/** A reason that was given, or what a rule says in its place. */
	String why(String reason) {
		return this.reasons.in(LocaleContextHolder.getLocale(), reason);
	}

	private String honour(String key, List<String> people) {
		return this.messages.of(key, people.isEmpty() ? this.messages.of("notification.somebody") : people.getFirst());
	}

	private String named(String what, @Nullable String name) {
		return this.messages.of(what + "." + name);
	}

	private String byPeople(String key, List<String> people) {
		return switch (people.size()) {
			case 0 -> this.messages.of(key + ".1", this.messages.of("notification.somebody"));
			case 1 -> this.messages.of(key + ".1", people.getFirst());
			case 2 -> this.messages.of(key + ".2", people.getFirst(), people.get(1));
			default -> this.messages.of(key + ".more", people.getFirst(), people.size() - 1);
		};
	}

}
