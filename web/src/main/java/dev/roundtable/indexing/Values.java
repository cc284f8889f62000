package dev.roundtable.indexing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.roundtable.queries.Span;
import dev.roundtable.queries.Value;
import dev.roundtable.search.Condition;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.Field;
import dev.roundtable.search.Versions;
import dev.roundtable.tasks.TaskStatus;
import org.jspecify.annotations.Nullable;

/** The values of names as conditions; null where one is not understood. */
final class Values {

	private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

	/** Sorts behind the version itself and before all others. */
	private static final String NEXT = "\u0001";

	private Values() {
	}

	/**
	 * One of those.
	 * @param known null for what is no value
	 */
	static @Nullable Condition oneOf(Field field, List<Value> values, Function<String, @Nullable String> known) {
		Set<String> wanted = new HashSet<>();
		for (Value value : values) {
			String one = (value.is() == Value.Is.EQUAL) ? known.apply(value.text()) : null;
			if (one == null) {
				return null;
			}
			wanted.add(one);
		}
		return new Condition.Is(field, wanted);
	}

	/** Null for one that there is not. */
	static <E extends Enum<E>> Function<String, @Nullable String> names(Class<E> type) {
		return (text) -> {
			E constant = Value.constant(type, text);
			return (constant != null) ? constant.name() : null;
		};
	}

	static @Nullable Condition is(Value value) {
		return switch (value.text().toLowerCase(Locale.ROOT)) {
			case "open", "未完结", "未完結" -> statuses(TaskStatus::isOpen);
			case "closed", "已完结", "已完結" -> statuses((status) -> !status.isOpen());
			case "fixed", "已修复", "已修復" -> new Condition.Is(Field.STATUS,
					names(EnumSet.of(TaskStatus.FIXED, TaskStatus.RELEASED, TaskStatus.VERIFIED)));
			case "declined", "不采纳", "不採納" -> new Condition.Is(Field.STATUS, names(EnumSet.of(TaskStatus.DECLINED)));
			case "unanswered", "无回复", "無回覆" -> new Condition.Not(Condition.Is.of(Field.HAS, "answer"));
			case "answered", "有回复", "有回覆" -> Condition.Is.of(Field.HAS, "answer");
			default -> null;
		};
	}

	private static Condition statuses(Predicate<TaskStatus> which) {
		return new Condition.Is(Field.STATUS,
				names(Arrays.stream(TaskStatus.values()).filter(which).collect(Collectors.toSet())));
	}

	private static Set<String> names(Set<TaskStatus> statuses) {
		return statuses.stream().map(Enum::name).collect(Collectors.toSet());
	}

	static @Nullable String has(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "image", "图片", "圖片" -> "image";
			case "staff", "官方", "团队", "團隊" -> "staff";
			case "answer", "回复", "回覆" -> "answer";
			case "accepted", "采纳", "採納" -> "accepted";
			default -> null;
		};
	}

	static @Nullable String topic(String text) {
		return NUMBER.matcher(text).matches() ? new DocumentKey(DocumentKey.Type.TOPIC, Long.parseLong(text)).toString()
				: null;
	}

	static @Nullable Condition version(Field field, List<Value> values) {
		Value first = values.getFirst();
		if (first.is() == Value.Is.EQUAL) {
			return oneOf(field, values, Versions::sortable);
		}
		String version = Versions.sortable(first.text());
		return (values.size() == 1) ? between(field, first.is(), version, version + NEXT) : null;
	}

	static @Nullable Condition number(Field field, Value value) {
		if (!NUMBER.matcher(value.text()).matches()) {
			return null;
		}
		String number = value.text();
		String next = String.valueOf(Long.parseLong(number) + 1);
		return (value.is() == Value.Is.EQUAL) ? new Condition.Between(field, number, next)
				: between(field, value.is(), number, next);
	}

	private static Condition between(Field field, Value.Is is, String it, String next) {
		return switch (is) {
			case MORE -> new Condition.Between(field, next, null);
			case AT_LEAST, EQUAL -> new Condition.Between(field, it, null);
			case LESS -> new Condition.Between(field, null, it);
			case AT_MOST -> new Condition.Between(field, null, next);
		};
	}

	/** Before the beginning of that year, month or day, in UTC as all moments. */
	static @Nullable Condition before(Value value) {
		Span span = span(value);
		return (span != null) ? new Condition.Between(Field.CREATED, null, millis(span.from())) : null;
	}

	/** From the beginning of that year, month or day on. */
	static @Nullable Condition after(Value value) {
		Span span = span(value);
		return (span != null) ? new Condition.Between(Field.CREATED, millis(span.from()), null) : null;
	}

	static @Nullable Condition during(Value value) {
		Span span = span(value);
		return (span != null) ? new Condition.Between(Field.CREATED, millis(span.from()), millis(span.behind())) : null;
	}

	private static @Nullable Span span(Value value) {
		return (value.is() == Value.Is.EQUAL) ? Span.of(value.text()) : null;
	}

	private static String millis(LocalDate day) {
		return String.valueOf(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
	}

}
