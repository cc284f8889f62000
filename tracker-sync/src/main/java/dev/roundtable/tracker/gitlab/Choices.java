package dev.roundtable.tracker.gitlab;

import java.util.List;

import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.http.Outside;
import tools.jackson.databind.JsonNode;

/** What there is to choose from in a project, and in the groups that it is in. */
record Choices(Lists lists, Place place, Fields fields) {

	List<Choice> of(Field field) {
		return switch (field) {
			case TITLE, DESCRIPTION -> List.of();
			case STATUS -> Fields.STATUSES;
			case KIND, SEVERITY, COMPONENT ->
				this.fields.labels().choices(field, named(this.place.path("/labels"), "name"));
			case RELEASE -> milestones().stream()
				.map((one) -> one.path("title").asString(""))
				.filter(Choice::isWord)
				.distinct()
				.map(Choice::of)
				.toList();
			case ASSIGNEE -> members();
		};
	}

	private List<Choice> named(String list, String name) {
		return this.lists.all(list, Choice.MOST)
			.stream()
			.map((one) -> one.path(name).asString(""))
			.filter(Choice::isWord)
			.map(Choice::of)
			.toList();
	}

	private List<Choice> members() {
		return this.lists.all(this.place.path("/members/all"), Choice.MOST)
			.stream()
			.filter((one) -> "active".equals(one.path("state").asString("active")))
			.map((one) -> new Choice(one.path("id").asString(),
					one.path("name").asString("") + " (@" + one.path("username").asString("") + ")"))
			.distinct()
			.toList();
	}

	private List<JsonNode> milestones() {
		return this.lists.all(Outside.query(this.place.path("/milestones"), "include_ancestors", "true"), Choice.MOST);
	}

	/** The number of a milestone, which is what GitLab takes. */
	long milestone(String title) {
		return milestones().stream()
			.filter((one) -> title.equals(one.path("title").asString()))
			.mapToLong((one) -> one.path("id").asLong())
			.findFirst()
			.orElseThrow(() -> new TrackerFailure.Refused("there is no milestone “" + title + "”", Field.RELEASE));
	}

}
