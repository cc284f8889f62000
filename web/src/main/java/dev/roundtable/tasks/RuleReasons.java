package dev.roundtable.tasks;

import java.util.Locale;

import dev.roundtable.http.Messages;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What is said of a task by rule, in the language of whoever reads it. It is kept in a
 * sentence that says it in all languages, for whatever reads the reasons without asking
 * here.
 */
@Component
public class RuleReasons {

	/** What is kept of a task whose topic is no report any more. */
	static final String WITHDRAWN = "Its topic is no report any more. 这个话题已不再是反馈。這個話題已不再是回饋。";

	private static final String BEFORE = "“";

	private static final String AFTER = "”: chosen in a voting round. 由投票选出。由投票選出。";

	private final Messages messages;

	RuleReasons(Messages messages) {
		this.messages = messages;
	}

	/**
	 * What is kept of a task that people have chosen.
	 * @param title of what they voted in
	 */
	static String chosen(String title) {
		return BEFORE + title + AFTER;
	}

	/** A reason as whoever asks now reads it: what a person wrote stays as it is. */
	public @Nullable String told(@Nullable String reason) {
		return (reason != null) ? in(LocaleContextHolder.getLocale(), reason) : null;
	}

	public String in(Locale language, String reason) {
		if (reason.equals(WITHDRAWN)) {
			return this.messages.in(language, "reason.withdrawn");
		}
		return (reason.startsWith(BEFORE) && reason.endsWith(AFTER)) ? this.messages.in(language, "reason.chosen",
				reason.substring(BEFORE.length(), reason.length() - AFTER.length())) : reason;
	}

}
