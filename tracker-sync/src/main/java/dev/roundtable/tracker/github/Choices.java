package dev.roundtable.tracker.github;

import java.util.ArrayList;
import java.util.List;

import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What there is to choose from in a repository. */
record Choices(Api api, Fields fields) {

	private static final String PAGE = "100";

	/**
	 * @param repository {@code /repos/owner/name}
	 */
	List<Choice> of(Field field, String repository) {
		return switch (field) {
			case TITLE, DESCRIPTION -> List.of();
			case STATUS -> Fields.statuses();
			case KIND, SEVERITY, COMPONENT -> this.fields.labels(field).stream().map(Choice::of).toList();
			case ASSIGNEE -> listed(Outside.query(repository + "/assignees", "per_page", PAGE), "login");
			case RELEASE -> listed(milestones(repository), "title");
		};
	}

	private static String milestones(String repository) {
		return Outside.query(repository + "/milestones", "state", "all", "per_page", PAGE);
	}

	private List<Choice> listed(String list, String name) {
		List<Choice> choices = new ArrayList<>();
		for (@Nullable
		String next = list; next != null && choices.size() < Choice.MOST;) {
			Answer answer = this.api.get(next);
			answer.json()
				.valueStream()
				.map((one) -> one.path(name).asString(""))
				.filter(Choice::isWord)
				.map(Choice::of)
				.forEach(choices::add);
			next = this.api.next(answer);
		}
		return choices.subList(0, Math.min(choices.size(), Choice.MOST));
	}

	/** The number of a milestone, which is what GitHub takes. */
	int milestone(String title, String repository) {
		int seen = 0;
		for (@Nullable
		String next = milestones(repository); next != null && seen < Choice.MOST;) {
			Answer answer = this.api.get(next);
			for (JsonNode milestone : answer.json()) {
				seen++;
				if (title.equals(milestone.path("title").asString())) {
					return milestone.path("number").asInt();
				}
			}
			next = this.api.next(answer);
		}
		throw new TrackerFailure.Refused("there is no milestone “" + title + "”", Field.RELEASE);
	}

}
