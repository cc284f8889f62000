package dev.roundtable.tasks.list;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.queries.Operator;
import dev.roundtable.queries.Span;
import dev.roundtable.queries.Value;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** What each name of the list's language asks of a task. */
@Component
class Filters {

	private static final Set<TaskStatus> FIXED = EnumSet.of(TaskStatus.FIXED, TaskStatus.RELEASED, TaskStatus.VERIFIED);

	private static final Set<String> DUPLICATES = Set.of("duplicates", "重复", "重複");

	private final Builds builds;

	private final ListedTasks listed;

	/** Of whoever asked last. */
	private volatile Parents parents = new Parents(0, "", Set.of());

	Filters(Builds builds, ListedTasks listed) {
		this.builds = builds;
		this.listed = listed;
	}

	/** In a title, or the number. */
	static Predicate<ListedTask> words(String text) {
		String words = text.toLowerCase(Locale.ROOT);
		String number = text.startsWith("#") ? text.substring(1) : text;
		if (!isNumber(number, 18)) {
			return (task) -> task.words().contains(words);
		}
		long wanted = Long.parseLong(number);
		return text.startsWith("#") ? (task) -> task.number() == wanted
				: (task) -> task.number() == wanted || task.words().contains(words);
	}

	/** Null where a value is not understood, or the name is none of the list's. */
	@Nullable Predicate<ListedTask> of(Operator operator, List<Value> values, @Nullable Viewer viewer, NamesInQuery names) {
		return switch (operator) {
			case KIND -> constants(TaskKind.class, ListedTask::kind, values);
			case STATUS -> constants(TaskStatus.class, ListedTask::status, values);
			case SEVERITY -> severity(values);
			case ORIGIN -> any(values, Filters::origin);
			case IN -> any(values, (text) -> component(text, names));
			case ASSIGNEE -> any(values, (text) -> person(ListedTask::assignee, text, viewer, names));
			case BY -> any(values, (text) -> person(ListedTask::author, text, viewer, names));
			case IS -> any(values, Filters::is);
			case HAS -> any(values, (text) -> has(text, viewer));
			case AUDIENCE -> any(values, Filters::audience);
			case FIXED_IN -> fixedIn(values);
			case BUILD -> reportedOn(values);
			default -> (values.size() == 1) ? single(operator, values.getFirst()) : null;
		};
	}

	/** Whether something is read for it before the list is gone through. */
	static boolean looksUp(Operator operator, List<Value> values) {
		return switch (operator) {
			case FIXED_IN, BUILD -> true;
			case HAS -> values.stream().anyMatch((value) -> DUPLICATES.contains(value.text().toLowerCase(Locale.ROOT)));
			default -> false;
		};
	}

	private static @Nullable Predicate<ListedTask> single(Operator operator, Value value) {
		return switch (operator) {
			case PEOPLE -> number(ListedTask::people, value);
			case VOTES -> number(ListedTask::votes, value);
			case UPDATED -> moment(ListedTask::updated, value);
			case YEAR -> moment(ListedTask::created, value);
			case AFTER -> moment(ListedTask::created, new Value(Value.Is.AT_LEAST, value.text(), value.quotes()));
			case BEFORE -> moment(ListedTask::created, new Value(Value.Is.LESS, value.text(), value.quotes()));
			default -> null;
		};
	}

	private static @Nullable Predicate<ListedTask> any(List<Value> values,
			Function<String, @Nullable Predicate<ListedTask>> known) {
		Predicate<ListedTask> all = null;
		for (Value value : values) {
			Predicate<ListedTask> one = (value.is() == Value.Is.EQUAL) ? known.apply(value.text()) : null;
			if (one == null) {
				return null;
			}
			all = (all != null) ? all.or(one) : one;
		}
		return all;
	}

	private static Predicate<ListedTask> component(String text, NamesInQuery names) {
		String key = text.equalsIgnoreCase("none") ? null : names.componentKey(text);
		return (task) -> Objects.equals(task.component(), key);
	}

	private static @Nullable Predicate<ListedTask> person(Function<ListedTask, @Nullable Long> who, String text,
			@Nullable Viewer viewer, NamesInQuery names) {
		String name = NamesInQuery.name(text);
		if (name.equalsIgnoreCase("nobody")) {
			return (task) -> who.apply(task) == null;
		}
		Long id = isMe(text) ? ((viewer != null) ? viewer.id().value() : null)
				: names.person(name).map(AccountId::value).orElse(null);
		return (id != null) ? (task) -> id.equals(who.apply(task)) : null;
	}

	static boolean isMe(String text) {
		return NamesInQuery.name(text).equalsIgnoreCase("me");
	}

	private static @Nullable Predicate<ListedTask> number(ToIntFunction<ListedTask> of, Value value) {
		if (!isNumber(value.text(), 10)) {
			return null;
		}
		int number = Integer.parseInt(value.text());
		return (task) -> holds(value.is(), Integer.compare(of.applyAsInt(task), number));
	}

	private static boolean isNumber(String text, int tooLong) {
		return text.length() < tooLong && !text.isEmpty()
				&& text.chars().allMatch((sign) -> sign >= '0' && sign <= '9');
	}

	private static boolean holds(Value.Is is, int comparison) {
		return switch (is) {
			case EQUAL -> comparison == 0;
			case AT_LEAST -> comparison >= 0;
			case AT_MOST -> comparison <= 0;
			case MORE -> comparison > 0;
			case LESS -> comparison < 0;
		};
	}

	private static @Nullable Predicate<ListedTask> moment(Function<ListedTask, Instant> of, Value value) {
		Span span = Span.of(value.text());
		if (span == null) {
			return null;
		}
		Instant from = utc(span.from());
		Instant behind = utc(span.behind());
		return switch (value.is()) {
			case EQUAL -> (task) -> !of.apply(task).isBefore(from) && of.apply(task).isBefore(behind);
			case AT_LEAST -> (task) -> !of.apply(task).isBefore(from);
			case MORE -> (task) -> !of.apply(task).isBefore(behind);
			case LESS -> (task) -> of.apply(task).isBefore(from);
			case AT_MOST -> (task) -> of.apply(task).isBefore(behind);
		};
	}

	private static Instant utc(LocalDate day) {
		return day.atStartOfDay().toInstant(ZoneOffset.UTC);
	}

	private @Nullable Predicate<ListedTask> fixedIn(List<Value> values) {
		Set<String> builds = this.builds.fixedIn(values);
		return (task) -> task.fixedIn() != null && builds.contains(task.fixedIn());
	}

	private @Nullable Predicate<ListedTask> reportedOn(List<Value> values) {
		if (values.stream().anyMatch((value) -> !Build.isName(value.text()))) {
			return null;
		}
		// Not before somebody goes through the list: most pages are kept, and who asks
		// for too many is refused first.
		Supplier<Set<Long>> tasks = SingletonSupplier.of(() -> this.builds.reportedOn(values));
		return (task) -> tasks.get().contains(task.number());
	}

	private static <E extends Enum<E>> @Nullable Predicate<ListedTask> constants(Class<E> type,
			Function<ListedTask, E> of, List<Value> values) {
		Set<E> wanted = EnumSet.noneOf(type);
		for (Value value : values) {
			E constant = (value.is() == Value.Is.EQUAL) ? Value.constant(type, value.text()) : null;
			if (constant == null) {
				return null;
			}
			wanted.add(constant);
		}
		// Asked of each row of the list: a set would look at the class of each constant.
		long bits = wanted.stream().mapToLong((one) -> 1L << one.ordinal()).sum();
		return (task) -> (bits >>> of.apply(task).ordinal() & 1) == 1;
	}

	/** {@code severity:>=major} is what hurts as much or more. */
	private static @Nullable Predicate<ListedTask> severity(List<Value> values) {
		Value first = values.getFirst();
		Severity named = Value.constant(Severity.class, first.text());
		if (values.size() > 1 || first.is() == Value.Is.EQUAL || named == null) {
			return constants(Severity.class, ListedTask::severity, values);
		}
		return (task) -> holds(first.is(), named.compareTo(task.severity()));
	}

	private static @Nullable Predicate<ListedTask> origin(String text) {
		Origin.Place place = switch (text.toLowerCase(Locale.ROOT)) {
			case "fan", "fans", "米粉", "粉丝", "粉絲" -> Origin.Place.TOPIC;
			case "team", "团队", "團隊" -> Origin.Place.NATIVE;
			default -> Value.constant(Origin.Place.class, text);
		};
		return (place != null) ? (task) -> task.origin() == place : null;
	}

	private static @Nullable Predicate<ListedTask> is(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "open", "未完结", "未完結" -> (task) -> task.status().isOpen();
			case "closed", "已完结", "已完結" -> (task) -> !task.status().isOpen();
			case "fixed", "已修复", "已修復" -> (task) -> FIXED.contains(task.status());
			case "declined", "不采纳", "不採納" -> (task) -> task.status() == TaskStatus.DECLINED;
			case "unanswered", "无回复", "無回覆" -> (task) -> !task.answered();
			case "answered", "有回复", "有回覆" -> ListedTask::answered;
			case "regression", "以前正常" -> ListedTask::regression;
			default -> null;
		};
	}

	/** They go through the whole list, and stay what they are until it changes. */
	private Set<Long> parents(Audiences audiences) {
		TasksInOrder tasks = this.listed.now();
		Parents last = this.parents;
		if (last.serial() != tasks.serial() || !last.audiences().equals(audiences.shared())) {
			last = new Parents(tasks.serial(), audiences.shared(), tasks.parents(ListQuery.readable(audiences)));
			this.parents = last;
		}
		return last.numbers();
	}

	private @Nullable Predicate<ListedTask> has(String text, @Nullable Viewer viewer) {
		String what = text.toLowerCase(Locale.ROOT);
		if (DUPLICATES.contains(what)) {
			Set<Long> parents = parents(Audiences.of(viewer));
			return (task) -> parents.contains(task.number());
		}
		return switch (what) {
			case "answer", "回复", "回覆" -> ListedTask::answered;
			case "assignee", "负责人", "負責人" -> (task) -> task.assignee() != null;
			case "votes", "票" -> (task) -> task.votes() > 0;
			default -> null;
		};
	}

	private static @Nullable Predicate<ListedTask> audience(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "team", "团队", "團隊" -> (task) -> task.audience().equals("team");
			case "everyone", "所有人" -> (task) -> task.audience().equals("everyone");
			default -> null;
		};
	}

	/**
	 * @param numbers of tasks that others were merged into, which those may read who
	 * share the audiences
	 */
	private record Parents(long serial, String audiences, Set<Long> numbers) {
	}

}
