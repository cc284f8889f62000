package dev.roundtable.tasks.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.roundtable.http.Messages;

import org.springframework.stereotype.Component;

/**
 * What the team may say to fans with a change without writing it, in the language in
 * which the fans wrote first.
 */
@Component
class ReadySentences {

	private static final List<TaskAct> ACTS = List.of(TaskAct.CONFIRM, TaskAct.PLAN, TaskAct.START, TaskAct.SEND_BACK,
			TaskAct.FIX, TaskAct.RELEASE, TaskAct.VERIFY, TaskAct.REOPEN);

	private static final List<Locale> CHINESE = List.of(Locale.forLanguageTag("zh-Hans"),
			Locale.forLanguageTag("zh-Hant"));

	private final Messages messages;

	ReadySentences(Messages messages) {
		this.messages = messages;
	}

	/**
	 * By the address of the act.
	 * @param written what fans read of the task
	 */
	Map<String, List<String>> of(String written) {
		List<Locale> languages = new ArrayList<>(CHINESE);
		boolean chinese = written.codePoints()
			.anyMatch((sign) -> Character.UnicodeScript.of(sign) == Character.UnicodeScript.HAN);
		languages.add(chinese ? languages.size() : 0, Locale.ENGLISH);
		Map<String, List<String>> ready = new LinkedHashMap<>();
		for (TaskAct act : ACTS) {
			ready.put(act.address(),
					languages.stream().map((language) -> this.messages.in(language, "say." + act.address())).toList());
		}
		return ready;
	}

}
