package dev.roundtable.channels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import dev.roundtable.notifications.Kind;
import dev.roundtable.notifications.Notice;
import org.jspecify.annotations.Nullable;

/**
 * What a mail tells whom, kept beside it until it goes.
 *
 * @param kind of all that it tells, null for a digest
 * @param notices that it tells of
 * @param floors whose text it has, as {@code 42.7}
 */
record About(long account, Kind.Mail when, @Nullable Kind kind, Collection<Long> notices, Collection<Long> topics,
		Collection<Long> tasks, Collection<String> floors) {

	private static final int PARTS = 7;

	static About telling(long account, Kind.Mail when, @Nullable Kind kind, List<Notice> notices) {
		List<Long> tasks = new ArrayList<>();
		List<String> floors = new ArrayList<>();
		for (Notice notice : notices) {
			if (notice.task() != null) {
				tasks.add(notice.task());
			}
			Letters.quoted(notice).forEach((floor) -> floors.add(notice.topic() + "." + floor.number()));
		}
		return new About(account, when, kind, notices.stream().map(Notice::id).toList(), topics(notices), tasks,
				floors);
	}

	static List<Long> topics(Collection<Notice> notices) {
		List<Long> topics = new ArrayList<>();
		for (Notice notice : notices) {
			if (notice.topic() != null && !topics.contains(notice.topic())) {
				topics.add(notice.topic());
			}
		}
		return topics;
	}

	String text() {
		return String.join(";", String.valueOf(this.account), this.when.name(),
				(this.kind != null) ? this.kind.name() : "", joined(this.notices), joined(this.topics),
				joined(this.tasks), joined(this.floors));
	}

	private static String joined(Collection<?> values) {
		return values.stream().distinct().map(String::valueOf).collect(Collectors.joining(","));
	}

	static About of(String text) {
		String[] parts = text.split(";", PARTS);
		return new About(Long.parseLong(parts[0]), Kind.Mail.valueOf(parts[1]),
				parts[2].isEmpty() ? null : Kind.valueOf(parts[2]), numbers(parts[3]), numbers(parts[4]),
				numbers(parts[5]), split(parts[6]));
	}

	private static List<Long> numbers(String list) {
		return split(list).stream().map(Long::valueOf).toList();
	}

	private static List<String> split(String list) {
		return list.isEmpty() ? List.of() : Arrays.asList(list.split(","));
	}

}
