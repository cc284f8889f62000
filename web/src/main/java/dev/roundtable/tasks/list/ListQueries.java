package dev.roundtable.tasks.list;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.roundtable.http.BadInput;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.queries.Asked;
import dev.roundtable.queries.Operator;
import dev.roundtable.queries.Span;
import dev.roundtable.queries.Term;
import dev.roundtable.queries.Value;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.list.ListQuery.Doubt;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes of what a person typed what the list is asked: the language of search with the
 * names of the list. Words are looked for in titles. What is not understood does not
 * count and is told.
 */
@Component
class ListQueries {

	/** Each reads every title of the list. */
	private static final int MOST_WORDS = 10;

	/** What is asked of another table. */
	private static final int MOST_LOOKUPS = 4;

	/** Of these, what must not be there: it is looked for at each row of the list. */
	private static final int MOST_MISSING = 2;

	/** What the reader knows of that was merged into {@code t}. */
	private static final String DUPLICATES = " from task_merges m join tasks d on d.number = m.child and "
			+ Task.READABLE.replace("t.", "d.");

	/** UTF-16 units of a word. */
	private static final int LONGEST = 200;

	private final Accounts accounts;

	private final ComponentNames components;

	private final Builds builds;

	ListQueries(Accounts accounts, ComponentNames components, Builds builds) {
		this.accounts = accounts;
		this.components = components;
		this.builds = builds;
	}

	/**
	 * @throws BadInput on {@code q} where a word is too long to be one
	 */
	ListQuery of(String q, @Nullable Viewer viewer) {
		return of(q, viewer, "p");
	}

	/**
	 * @param prefix of its parameters, where several are asked at once
	 */
	ListQuery of(String q, @Nullable Viewer viewer, String prefix) {
		Reading reading = new Reading(q, viewer, prefix);
		Asked asked = Asked.parse(q);
		asked.remarks()
			.forEach((remark) -> reading.doubts.add(new Doubt(remark.why().name(), remark.text(), remark.at())));
		List<Term> terms = new ArrayList<>();
		for (Term term : asked.terms()) {
			int doubts = reading.doubts.size();
			reading.read(term);
			if (reading.doubts.size() == doubts) {
				terms.add(reading.named(term));
			}
		}
		return new ListQuery(new Asked(terms, List.of()), reading.conditions, reading.parameters, reading.sort,
				reading.status, reading.kind, reading.words + reading.missing > 0, reading.doubts);
	}

	private final class Reading {

		private final String q;

		private final String prefix;

		private final @Nullable Viewer viewer;

		private final List<String> conditions = new ArrayList<>();

		private final Map<String, Object> parameters = new HashMap<>();

		private final List<Doubt> doubts = new ArrayList<>();

		private Sort sort = Sort.SCORE;

		private @Nullable TaskStatus status;

		private @Nullable TaskKind kind;

		private int words;

		private int lookups;

		private int missing;

		Reading(String q, @Nullable Viewer viewer, String prefix) {
			this.prefix = prefix;
			this.q = q;
			this.viewer = viewer;
		}

		void read(Term term) {
			switch (term) {
				case Term.Word word -> words(word, word.text());
				case Term.Phrase phrase -> words(phrase, phrase.text());
				case Term.Named named -> Operator.of(named.name())
					.ifPresentOrElse((operator) -> read(operator, named), () -> doubt("name", named, named.name()));
			}
		}

		/**
		 * Shared pages say who, and not "me", and the key of a board, whatever she calls
		 * it.
		 */
		Term named(Term term) {
			if (!(term instanceof Term.Named named)) {
				return term;
			}
			UnaryOperator<String> meant = switch (Operator.of(named.name()).orElse(Operator.IS)) {
				case IN -> this::componentKey;
				case ASSIGNEE, BY -> (text) -> (this.viewer != null && isMe(text)) ? this.viewer.name() : text;
				default -> UnaryOperator.identity();
			};
			return named.with(meant);
		}

		private void doubt(String code, Term term, String text) {
			this.doubts.add(new Doubt(code, text, Math.max(0, this.q.indexOf(term.written()))));
		}

		private String bind(Object value) {
			String name = this.prefix + this.parameters.size();
			this.parameters.put(name, value);
			return ":" + name;
		}

		/** Said twice is asked once. */
		private void add(boolean excluded, String condition) {
			String asked = excluded ? "(" + condition + ") is not true" : condition;
			if (!this.conditions.contains(asked)) {
				this.conditions.add(asked);
			}
		}

		private void words(Term term, String text) {
			if (text.length() > LONGEST) {
				throw new BadInput("q", "text.long", LONGEST, text.length());
			}
			if (++this.words > MOST_WORDS) {
				doubt("TOO_MANY", term, term.written());
				return;
			}
			String like = "lower(t.title) like " + bind(
					"%" + text.toLowerCase(Locale.ROOT).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
							+ "%");
			String number = text.startsWith("#") ? text.substring(1) : text;
			boolean isNumber = number.length() < 18 && !number.isEmpty()
					&& number.chars().allMatch((sign) -> sign >= '0' && sign <= '9');
			if (isNumber && text.startsWith("#")) {
				add(term.excluded(), "t.number = " + bind(Long.parseLong(number)));
			}
			else {
				add(term.excluded(),
						isNumber ? "(t.number = " + bind(Long.parseLong(number)) + " or " + like + ")" : like);
			}
		}

		private void read(Operator operator, Term.Named named) {
			if (operator == Operator.SORT) {
				sort(named);
				return;
			}
			String condition = condition(operator, named.values());
			if (condition != null && looksElsewhere(operator, condition) && isTooMuch(named)) {
				doubt("TOO_MANY", named, named.written());
			}
			else if (condition != null) {
				add(named.excluded(), condition);
				if (!named.excluded()) {
					only(operator, named.values());
				}
			}
			else {
				String code = switch (operator) {
					case IN -> "board";
					case BY, ASSIGNEE -> "person";
					case TAG, TYPE, TOPIC -> "name";
					default -> "value";
				};
				doubt(code, named, code.equals("name") ? named.name() : named.written());
			}
		}

		private boolean isTooMuch(Term.Named lookup) {
			this.lookups++;
			this.missing += lookup.excluded() ? 1 : 0;
			return this.lookups > MOST_LOOKUPS || this.missing > MOST_MISSING;
		}

		private void only(Operator operator, List<Value> values) {
			if (values.size() == 1 && operator == Operator.STATUS) {
				this.status = Value.constant(TaskStatus.class, values.getFirst().text());
			}
			if (values.size() == 1 && operator == Operator.KIND) {
				this.kind = Value.constant(TaskKind.class, values.getFirst().text());
			}
		}

		private void sort(Term.Named named) {
			Sort wanted = Value.constant(Sort.class, named.values().getFirst().text());
			if (wanted == null || named.excluded() || named.values().size() > 1) {
				doubt("value", named, named.written());
			}
			else {
				this.sort = wanted;
			}
		}

		/** Null where a value is not understood. */
		private @Nullable String condition(Operator operator, List<Value> values) {
			return switch (operator) {
				case KIND -> constants("t.kind", TaskKind.class, values);
				case STATUS -> statuses(values);
				case SEVERITY -> severity(values);
				case ORIGIN -> any(values, ListQueries::origin);
				case IN -> any(values, this::component);
				case ASSIGNEE -> any(values, (text) -> person("t.assignee_id", text));
				case BY -> any(values, (text) -> person("t.author_id", text));
				case IS -> any(values, ListQueries::is);
				case HAS -> any(values, ListQueries::has);
				case AUDIENCE -> any(values, ListQueries::audience);
				case FIXED_IN -> fixedIn(values);
				case BUILD -> reportedOn(values);
				default -> (values.size() == 1) ? single(operator, values.getFirst()) : null;
			};
		}

		private @Nullable String single(Operator operator, Value value) {
			return switch (operator) {
				case PEOPLE -> number("t.people", value);
				case VOTES -> number("t.votes", value);
				case UPDATED -> moment("t.updated_at", value);
				case YEAR -> moment("t.created_at", value);
				case AFTER -> moment("t.created_at", new Value(Value.Is.AT_LEAST, value.text(), value.quotes()));
				case BEFORE -> moment("t.created_at", new Value(Value.Is.LESS, value.text(), value.quotes()));
				default -> null;
			};
		}

		private @Nullable String any(List<Value> values, Function<String, @Nullable String> known) {
			Set<String> conditions = new LinkedHashSet<>();
			for (Value value : values) {
				String one = (value.is() == Value.Is.EQUAL) ? known.apply(value.text()) : null;
				if (one == null) {
					return null;
				}
				conditions.add(one);
			}
			return (conditions.size() == 1) ? conditions.iterator().next()
					: "(" + String.join(" or ", conditions) + ")";
		}

		private @Nullable String component(String text) {
			if (text.equalsIgnoreCase("none")) {
				return "t.component is null";
			}
			return "t.component = " + bind(componentKey(text));
		}

		private String componentKey(String text) {
			return ListQueries.this.components.names(this.viewer)
				.entrySet()
				.stream()
				.filter((name) -> name.getValue().equalsIgnoreCase(text))
				.map(Map.Entry::getKey)
				.findFirst()
				.orElse(text);
		}

		private @Nullable String person(String column, String text) {
			String name = text.startsWith("@") ? text.substring(1) : text;
			if (name.equalsIgnoreCase("nobody")) {
				return column + " is null";
			}
			if (name.equalsIgnoreCase("me")) {
				return (this.viewer != null) ? column + " = " + bind(this.viewer.id().value()) : null;
			}
			return ListQueries.this.accounts.byName(name)
				.map(AccountId::value)
				.map((id) -> column + " = " + bind(id))
				.orElse(null);
		}

		private @Nullable String number(String column, Value value) {
			boolean isNumber = !value.text().isEmpty() && value.text().length() < 10
					&& value.text().chars().allMatch((sign) -> sign >= '0' && sign <= '9');
			return isNumber ? column + " " + sign(value.is()) + " " + bind(Integer.parseInt(value.text())) : null;
		}

		private @Nullable String moment(String column, Value value) {
			Span span = Span.of(value.text());
			if (span == null) {
				return null;
			}
			return switch (value.is()) {
				case EQUAL ->
					"%s >= %s and %s < %s".formatted(column, bind(utc(span.from())), column, bind(utc(span.behind())));
				case AT_LEAST -> column + " >= " + bind(utc(span.from()));
				case MORE -> column + " >= " + bind(utc(span.behind()));
				case LESS -> column + " < " + bind(utc(span.from()));
				case AT_MOST -> column + " < " + bind(utc(span.behind()));
			};
		}

		/** Of a task, or of what was merged into it, by who has it. */
		private @Nullable String reportedOn(List<Value> values) {
			List<String> builds = new ArrayList<>();
			for (Value value : values) {
				if (!Build.isName(value.text())) {
					return null;
				}
				builds.add("r.build_order " + sign(value.is()) + " " + bind(new Build(value.text()).order()));
			}
			String reports = " from task_reports r join tasks d on d.number = r.task_number where r.held = false and ("
					+ String.join(" or ", builds) + ")";
			return "t.number in (select d.number" + reports + " union all select d.duplicate_of" + reports
					+ " and d.duplicate_of is not null)";
		}

		private @Nullable String fixedIn(List<Value> values) {
			List<String> builds = ListQueries.this.builds.fixedIn(values);
			return builds.isEmpty() ? "1 = 0"
					: "t.number in (select b.task_number from task_builds b where b.build in (" + bind(builds) + "))";
		}

	}

	private static boolean isMe(String text) {
		return text.equalsIgnoreCase("me") || text.equalsIgnoreCase("@me");
	}

	private static boolean looksElsewhere(Operator operator, String condition) {
		return switch (operator) {
			case FIXED_IN, BUILD -> true;
			case HAS -> condition.contains(DUPLICATES);
			default -> false;
		};
	}

	private static OffsetDateTime utc(LocalDate day) {
		return day.atStartOfDay().atOffset(ZoneOffset.UTC);
	}

	private static String sign(Value.Is is) {
		return switch (is) {
			case EQUAL -> "=";
			case AT_LEAST -> ">=";
			case AT_MOST -> "<=";
			case MORE -> ">";
			case LESS -> "<";
		};
	}

	private static <E extends Enum<E>> @Nullable String constants(String column, Class<E> type, List<Value> values) {
		Set<E> wanted = EnumSet.noneOf(type);
		for (Value value : values) {
			E constant = (value.is() == Value.Is.EQUAL) ? Value.constant(type, value.text()) : null;
			if (constant == null) {
				return null;
			}
			wanted.add(constant);
		}
		return oneOf(column, type, wanted);
	}

	/**
	 * By what they are not, where they are several: for "in", H2 takes the index of the
	 * column and sorts.
	 */
	private static <E extends Enum<E>> String oneOf(String column, Class<E> type, Set<E> wanted) {
		if (wanted.size() == 1) {
			return "%s = '%s'".formatted(column, wanted.iterator().next().name());
		}
		EnumSet<E> others = EnumSet.allOf(type);
		others.removeAll(wanted);
		return others.isEmpty() ? "1 = 1" : column + " not in "
				+ others.stream().map((one) -> "'" + one.name() + "'").collect(Collectors.joining(", ", "(", ")"));
	}

	private static @Nullable String statuses(List<Value> values) {
		return constants("t.status", TaskStatus.class, values);
	}

	private static String statuses(boolean open) {
		return oneOf("t.status", TaskStatus.class,
				Arrays.stream(TaskStatus.values())
					.filter((one) -> one.isOpen() == open)
					.collect(Collectors.toCollection(() -> EnumSet.noneOf(TaskStatus.class))));
	}

	/** {@code severity:>=major} is what hurts as much or more. */
	private static @Nullable String severity(List<Value> values) {
		Value first = values.getFirst();
		Severity named = Value.constant(Severity.class, first.text());
		if (values.size() > 1 || first.is() == Value.Is.EQUAL || named == null) {
			return constants("t.severity", Severity.class, values);
		}
		Set<Severity> wanted = EnumSet.noneOf(Severity.class);
		for (Severity one : Severity.values()) {
			int worse = named.compareTo(one);
			boolean counts = switch (first.is()) {
				case EQUAL -> worse == 0;
				case AT_LEAST -> worse >= 0;
				case MORE -> worse > 0;
				case AT_MOST -> worse <= 0;
				case LESS -> worse < 0;
			};
			if (counts) {
				wanted.add(one);
			}
		}
		return wanted.isEmpty() ? "1 = 0" : oneOf("t.severity", Severity.class, wanted);
	}

	private static @Nullable String origin(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "fan", "fans", "米粉", "粉丝", "粉絲" -> "t.origin = 'TOPIC'";
			case "team", "团队", "團隊" -> "t.origin = 'NATIVE'";
			default -> {
				Origin.Place place = Value.constant(Origin.Place.class, text);
				yield (place != null) ? "t.origin = '%s'".formatted(place.name()) : null;
			}
		};
	}

	private static @Nullable String is(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "open", "未完结", "未完結" -> statuses(true);
			case "closed", "已完结", "已完結" -> statuses(false);
			case "fixed", "已修复", "已修復" -> oneOf("t.status", TaskStatus.class,
					EnumSet.of(TaskStatus.FIXED, TaskStatus.RELEASED, TaskStatus.VERIFIED));
			case "declined", "不采纳", "不採納" -> "t.status = 'DECLINED'";
			case "unanswered", "无回复", "無回覆" -> "t.answered_at is null";
			case "answered", "有回复", "有回覆" -> "t.answered_at is not null";
			case "regression", "以前正常" -> "t.regression = true";
			default -> null;
		};
	}

	private static @Nullable String has(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "answer", "回复", "回覆" -> "t.answered_at is not null";
			case "assignee", "负责人", "負責人" -> "t.assignee_id is not null";
			case "votes", "票" -> "t.votes > 0";
			case "duplicates", "重复", "重複" -> "t.number in (select m.parent" + DUPLICATES + ")";
			default -> null;
		};
	}

	private static @Nullable String audience(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "team", "团队", "團隊" -> "t.audience = 'team'";
			case "everyone", "所有人" -> "t.audience = 'everyone'";
			default -> null;
		};
	}

}
