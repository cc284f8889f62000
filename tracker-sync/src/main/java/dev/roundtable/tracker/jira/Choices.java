package dev.roundtable.tracker.jira;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.http.Outside;
import tools.jackson.databind.JsonNode;

/** What there is to choose from in a project. */
record Choices(Api api, Place place) {

	private static final int PAGE = 100;

	private static final int PAGES = 20;

	List<Choice> of(Field field) {
		String project = "/project/" + this.place.project();
		return switch (field) {
			case TITLE, DESCRIPTION -> List.of();
			case KIND -> named(this.api.get(project)
				.json()
				.path("issueTypes")
				.valueStream()
				.filter((type) -> !type.path("subtask").asBoolean(false)));
			case STATUS -> named(this.api.get(project + "/statuses")
				.json()
				.valueStream()
				.flatMap((type) -> type.path("statuses").valueStream()));
			case SEVERITY -> named(this.api.get("/priority").json().valueStream());
			case COMPONENT -> named(this.api.get(project + "/components").json().valueStream());
			case RELEASE -> named(this.api.get(project + "/versions").json().valueStream());
			case ASSIGNEE -> people();
		};
	}

	/** Two kinds of issue may have the same statuses. */
	private static List<Choice> named(Stream<JsonNode> list) {
		return list.map((one) -> one.path("name").asString("").strip())
			.filter(Choice::isWord)
			.distinct()
			.limit(Choice.MOST)
			.map(Choice::of)
			.toList();
	}

	/** A page may have fewer than fit, and yet not be the last. */
	private List<Choice> people() {
		List<Choice> people = new ArrayList<>();
		for (int page = 0; page < PAGES; page++) {
			JsonNode list = this.api.get(Outside.query("/user/assignable/search", "project", this.place.project(),
					"startAt", String.valueOf(page * PAGE), "maxResults", String.valueOf(PAGE)))
				.json();
			if (list.isEmpty()) {
				break;
			}
			list.valueStream()
				.filter((user) -> Choice.isWord(Home.key(user)))
				.map((user) -> new Choice(Home.key(user), user.path("displayName").asString("")))
				.forEach(people::add);
		}
		return people.stream()
			.collect(Collectors.toMap(Choice::word, Function.identity(), (one, _) -> one, LinkedHashMap::new))
			.values()
			.stream()
			.limit(Choice.MOST)
			.toList();
	}

}
