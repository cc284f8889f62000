package dev.roundtable.releases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.http.Messages;
import dev.roundtable.people.PersonUrl;
import dev.roundtable.releases.ReleaseTasks.Item;
import dev.roundtable.releases.ReleaseView.Row;
import dev.roundtable.tasks.TaskKind;
import org.springframework.stereotype.Component;

/**
 * The notes of a release as its tasks tell them, for a person to make something of: in
 * her language, with what everybody may read and nothing else.
 */
@Component
class NotesDraft {

	private final ReleaseTasks tasks;

	private final Messages messages;

	NotesDraft(ReleaseTasks tasks, Messages messages) {
		this.tasks = tasks;
		this.messages = messages;
	}

	/** Markdown; empty where there is nothing to tell. */
	String of(Row release) {
		List<Item> fixed = this.tasks.fixed(release, null);
		Map<Long, List<String>> reporters = this.tasks.reporters(fixed, null);
		List<String> parts = new ArrayList<>();
		for (TaskKind kind : TaskKind.values()) {
			part(parts, "release.draft." + kind,
					fixed.stream()
						.filter((item) -> item.kind().equals(kind.name()))
						.map((item) -> line(item, reporters.getOrDefault(item.number(), List.of())))
						.toList());
		}
		part(parts, "release.known",
				this.tasks.knownIssues(release, null).stream().map((item) -> line(item, List.of())).toList());
		List<String> thanks = ReleaseTasks.everybody(reporters).stream().map(NotesDraft::person).toList();
		if (!thanks.isEmpty()) {
			parts.add("## " + this.messages.of("release.thanks") + "\n\n"
					+ this.messages.of("release.draft.thanks", joined(thanks)));
		}
		return String.join("\n\n", parts);
	}

	private void part(List<String> parts, String heading, List<String> lines) {
		if (!lines.isEmpty()) {
			parts.add("## " + this.messages.of(heading) + "\n\n" + String.join("\n", lines));
		}
	}

	private String line(Item item, List<String> reporters) {
		String line = "- [#%d](/tasks/%d) %s".formatted(item.number(), item.number(), plain(item.title()));
		return reporters.isEmpty() ? line : line + " "
				+ this.messages.of("release.draft.by", joined(reporters.stream().map(NotesDraft::person).toList()));
	}

	private String joined(List<String> names) {
		return names.stream().collect(Collectors.joining(this.messages.of("release.draft.and")));
	}

	/** As readable as it can be: most names need no escapes in an address. */
	private static String person(String name) {
		if (name.matches("[\\p{L}\\p{N}_-]+")) {
			return "[%s](/u/%s)".formatted(plain(name), name);
		}
		return "[%s](%s)".formatted(plain(name), PersonUrl.of(name).replace("(", "%28").replace(")", "%29"));
	}

	/** So that Markdown shows it as it is, and an @ calls nobody. */
	static String plain(String text) {
		return text.replaceAll("[\\\\`*_\\[\\]<>|~@&#]", "\\\\$0");
	}

}
