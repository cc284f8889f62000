package dev.roundtable.tracker.redmine;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values in the words of a Redmine: the names of its statuses, trackers and so on, and
 * the numbers of its accounts, of which two may bear one name. It takes numbers only, so
 * that the names are looked up, once, and again when one is not known.
 */
final class Words {

	/** It gives no more at once. */
	private static final int PAGE = 100;

	private static final int MEMBER_PAGES = 20;

	private final Outside outside;

	private final String project;

	private final Map<Field, Map<String, Integer>> numbers = new EnumMap<>(Field.class);

	Words(Outside outside, String project) {
		this.outside = outside;
		this.project = project;
	}

	/** What an issue is asked to become. */
	Map<String, Object> written(Values values) {
		Map<String, Object> issue = new LinkedHashMap<>();
		values.byField().forEach((field, value) -> {
			String name = RedmineDialect.name(field);
			if (RedmineDialect.TEXTS.contains(field)) {
				issue.put(name, value);
			}
			else {
				issue.put(name + "_id", value.isEmpty() ? "" : number(field, value));
			}
		});
		return issue;
	}

	/** The values of an issue, as its JSON has them. */
	static Values read(JsonNode issue) {
		Map<Field, String> values = new EnumMap<>(Field.class);
		for (Field field : Field.values()) {
			JsonNode value = issue.path(RedmineDialect.name(field));
			values.put(field, switch (field) {
				case TITLE, DESCRIPTION -> value.asString("");
				case ASSIGNEE -> value.path("id").asString("");
				case KIND, STATUS, SEVERITY, COMPONENT, RELEASE -> value.path("name").asString("");
			});
		}
		return new Values(values);
	}

	private Object number(Field field, String word) {
		if (field == Field.ASSIGNEE) {
			return account(word);
		}
		Integer number = known(field, false).get(word);
		if (number == null) {
			number = known(field, true).get(word);
		}
		if (number == null) {
			throw new TrackerFailure.Refused("there is no " + RedmineDialect.name(field) + " “" + word + "” there",
					field);
		}
		return number;
	}

	private static Object account(String key) {
		if (key.length() > 9 || !key.chars().allMatch((digit) -> digit >= '0' && digit <= '9')) {
			throw new TrackerFailure.Refused("accounts there have numbers", Field.ASSIGNEE);
		}
		return Integer.valueOf(key);
	}

	private Map<String, Integer> known(Field field, boolean anew) {
		synchronized (this.numbers) {
			Map<String, Integer> words = this.numbers.get(field);
			if (words != null && !anew) {
				return words;
			}
		}
		Map<String, Integer> words = ask(field);
		synchronized (this.numbers) {
			this.numbers.put(field, words);
		}
		return words;
	}

	/** What there is to choose from, in the tracker's order. */
	List<Choice> choices(Field field) {
		return switch (field) {
			case TITLE, DESCRIPTION -> List.of();
			case ASSIGNEE -> members();
			case KIND, STATUS, SEVERITY, COMPONENT, RELEASE ->
				ask(field).keySet().stream().limit(Choice.MOST).map(Choice::of).toList();
		};
	}

	/** People, and not the groups that are members too. */
	private List<Choice> members() {
		Map<String, Choice> members = new LinkedHashMap<>();
		for (int page = 0; page < MEMBER_PAGES; page++) {
			JsonNode list = this.outside
				.get(Outside.query("/projects/" + this.project + "/memberships.json", "limit", String.valueOf(PAGE),
						"offset", String.valueOf(page * PAGE)), Map.of())
				.json()
				.path("memberships");
			for (JsonNode membership : list) {
				String key = membership.path("user").path("id").asString("");
				if (Choice.isWord(key)) {
					members.putIfAbsent(key, new Choice(key, membership.path("user").path("name").asString("")));
				}
			}
			if (list.size() < PAGE) {
				break;
			}
		}
		return members.values().stream().limit(Choice.MOST).toList();
	}

	/** The names that a field can have, in the tracker's order, with their numbers. */
	private Map<String, Integer> ask(Field field) {
		@Nullable String path = switch (field) {
			case STATUS -> "/issue_statuses.json";
			case SEVERITY -> "/enumerations/issue_priorities.json";
			case KIND -> "/projects/" + this.project + ".json?include=trackers";
			case COMPONENT -> "/projects/" + this.project + "/issue_categories.json";
			case RELEASE -> "/projects/" + this.project + "/versions.json";
			case TITLE, DESCRIPTION, ASSIGNEE -> null;
		};
		Map<String, Integer> words = new LinkedHashMap<>();
		JsonNode answer = this.outside.get(Objects.requireNonNull(path), Map.of()).json();
		JsonNode list = switch (field) {
			case KIND -> answer.path("project").path("trackers");
			default -> answer.valueStream().filter(JsonNode::isArray).findFirst().orElse(answer);
		};
		for (JsonNode one : list) {
			String name = one.path("name").asString("").strip();
			if (Choice.isWord(name)) {
				words.putIfAbsent(name, one.path("id").asInt());
			}
		}
		return words;
	}

}
