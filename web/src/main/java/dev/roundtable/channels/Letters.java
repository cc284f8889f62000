package dev.roundtable.channels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import dev.roundtable.http.Messages;
import dev.roundtable.notifications.Kind;
import dev.roundtable.notifications.Notice;
import dev.roundtable.notifications.Outgoing;
import dev.roundtable.site.SiteUrl;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Writes what is mailed, in the language of whoever gets it, as text and as HTML. */
@Component
class Letters {

	/** First lines that one item has. */
	private static final int LINES = 3;

	private final Outgoing outgoing;

	private final Messages messages;

	private final ITemplateEngine templates;

	private final SiteUrl site;

	Letters(Outgoing outgoing, Messages messages, ITemplateEngine templates, SiteUrl site) {
		this.outgoing = outgoing;
		this.messages = messages;
		this.templates = templates;
		this.site = site;
	}

	/**
	 * @param title of its section, empty where the letter has one alone
	 */
	record Section(String title, List<Item> items) {
	}

	/**
	 * @param said what happened
	 * @param lines the first ones of what was written
	 */
	record Item(String title, String url, List<String> said, List<Line> lines) {
	}

	record Line(String author, String text) {
	}

	/** What ends such letters, at the foot. */
	record Foot(String text, String url) {
	}

	record Written(String subject, String text, String html) {
	}

	/** In that language. */
	<T> T in(Locale language, Supplier<T> work) {
		LocaleContext before = LocaleContextHolder.getLocaleContext();
		LocaleContextHolder.setLocale(language);
		try {
			return work.get();
		}
		finally {
			LocaleContextHolder.setLocaleContext(before);
		}
	}

	/** Each topic once, in the order in which they came. */
	List<Item> items(List<Notice> notices) {
		Map<String, List<Notice>> places = new LinkedHashMap<>();
		notices.forEach(
				(notice) -> places
					.computeIfAbsent((notice.topic() != null) ? "topic-" + notice.topic() : notice.path(),
							(_) -> new ArrayList<>())
					.add(notice));
		return places.values().stream().map(this::item).toList();
	}

	/** A reason in the language of the letter. */
	String why(String reason) {
		return this.outgoing.why(reason);
	}

	private Item item(List<Notice> notices) {
		Notice first = notices.getFirst();
		List<String> said = new ArrayList<>();
		List<Line> lines = new ArrayList<>();
		for (Notice notice : notices) {
			said.add(this.outgoing.sentence(notice));
			if (!notice.detail().isEmpty()) {
				said.add(this.messages.of("notifications.reason", this.outgoing.why(notice.detail())));
			}
			quoted(notice).forEach((floor) -> lines.add(new Line(floor.author(), floor.excerpt())));
		}
		return new Item(this.outgoing.title(first), this.site.of(first.path()), said, lines);
	}

	/** The floors whose text is in the letter: the latest. */
	static List<Notice.Floor> quoted(Notice notice) {
		List<Notice.Floor> floors = notice.floors();
		return floors.subList(Math.max(0, floors.size() - LINES), floors.size());
	}

	/** In the language of the thread. */
	String name(Kind kind) {
		return named("notifications.kind", kind);
	}

	String name(Kind.Mail mail) {
		return named("notifications.mail", mail);
	}

	private String named(String what, Object name) {
		return this.messages.of(what + "." + name);
	}

	/** What one notice says in a line. */
	String line(Notice notice) {
		return this.outgoing.sentence(notice) + " " + this.outgoing.title(notice);
	}

	/** In the language of the thread, with no connection held. */
	Written write(String subject, String name, List<Section> sections, List<Foot> feet) {
		String greeting = this.messages.of("letter.greeting", name);
		String why = this.messages.of("letter.why", this.site.of("/settings/notifications"));
		Context model = new Context(LocaleContextHolder.getLocale());
		model.setVariable("lang", LocaleContextHolder.getLocale().toLanguageTag());
		model.setVariable("subject", subject);
		model.setVariable("greeting", greeting);
		model.setVariable("sections", sections);
		model.setVariable("feet", feet);
		model.setVariable("settings", this.site.of("/settings/notifications"));
		return new Written(subject, text(greeting, sections, feet, why),
				this.templates.process("channels/letter", model));
	}

	private static String text(String greeting, List<Section> sections, List<Foot> feet, String why) {
		StringBuilder text = new StringBuilder(greeting).append("\n");
		for (Section section : sections) {
			if (!section.title().isEmpty()) {
				text.append("\n== ").append(section.title()).append(" ==\n");
			}
			for (Item item : section.items()) {
				text.append('\n');
				item.said().forEach((said) -> text.append(said).append('\n'));
				text.append(item.title()).append('\n');
				item.lines()
					.forEach((line) -> text.append("> ")
						.append(line.author())
						.append(": ")
						.append(line.text())
						.append('\n'));
				text.append(item.url()).append('\n');
			}
		}
		text.append("\n-- \n").append(why).append('\n');
		feet.forEach((foot) -> text.append(foot.text()).append("\n").append(foot.url()).append('\n'));
		return text.toString();
	}

}
