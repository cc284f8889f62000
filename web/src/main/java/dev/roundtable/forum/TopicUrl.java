package dev.roundtable.forum;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.web.util.UriUtils;

/**
 * The address of a topic: {@code /t/42/short-title}. The number finds it, the rest is for
 * people, in any script.
 */
public final class TopicUrl {

	/** Floors on one page of a topic. */
	public static final int PAGE_SIZE = 20;

	private static final int SLUG_LENGTH = 60;

	private static final Pattern NOT_IN_A_SLUG = Pattern.compile("[^\\p{L}\\p{N}]+");

	private TopicUrl() {
	}

	public static String of(TopicId topic, String title) {
		return "/t/" + topic.value() + "/" + UriUtils.encodePathSegment(slug(title), StandardCharsets.UTF_8);
	}

	public static String of(TopicId topic, String title, int floor) {
		int page = page(floor);
		return of(topic, title) + ((page > 1) ? "?page=" + page : "") + "#floor-" + floor;
	}

	public static int page(int floor) {
		return (floor - 1) / PAGE_SIZE + 1;
	}

	public static String slug(String title) {
		String words = NOT_IN_A_SLUG.matcher(title.toLowerCase(Locale.ROOT)).replaceAll("-");
		int end = words.offsetByCodePoints(0, Math.min(SLUG_LENGTH, words.codePointCount(0, words.length())));
		String slug = words.substring(0, end).replaceAll("^-+|-+$", "");
		return slug.isEmpty() ? "-" : slug;
	}

}
