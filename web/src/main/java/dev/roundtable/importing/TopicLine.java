package dev.roundtable.importing;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.roundtable.forum.TopicImport;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.http.BadInput;
import dev.roundtable.importing.ImportedTopic.ImportedReply;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one line of an import. Texts are kept as they came, whatever limit holds for
 * typing; only what no database can keep, or nobody could find again, is refused.
 */
final class TopicLine {

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Lines.LONGEST).build())
			.build())
		.build();

	private static final int SOURCE_CHARS = 40;

	private static final int ID_CHARS = 80;

	private static final int NAME_CHARS = 80;

	private static final int AUTHOR_CHARS = 255;

	private static final int TAG_CHARS = 40;

	private TopicLine() {
	}

	static ImportedTopic parse(long number, byte[] line) throws Refusal {
		JsonNode json = json(line);
		if (!json.isObject() || !"topic".equals(json.path("type").stringValue(null))) {
			throw new Refusal("not an object of type topic");
		}
		String source = name(json, "source", SOURCE_CHARS);
		String id = name(json, "id", ID_CHARS);
		String whole = title(json);
		String body = text(json, "body");
		String title = whole;
		if (whole.length() > Text.TITLE) {
			title = cut(whole, Text.TITLE - 1) + "…";
			body = whole + "\n\n" + body;
		}
		return new ImportedTopic(number, line, source, id, line(name(json, "board", NAME_CHARS), "board"), kind(json),
				name(json, "author", AUTHOR_CHARS), date(json), title, fitting(body), TopicImport.render(body),
				tags(json), closed(json), duplicateOf(json, id), replies(json));
	}

	private static JsonNode json(byte[] line) throws Refusal {
		try {
			return JSON.readTree(line);
		}
		catch (JacksonException broken) {
			throw new Refusal("not JSON: " + broken.getOriginalMessage().lines().findFirst().orElse("") + " at byte "
					+ broken.getLocation().getByteOffset());
		}
	}

	private static String text(JsonNode json, String field) throws Refusal {
		JsonNode value = json.path(field);
		if (value.isMissingNode() || value.isNull()) {
			throw new Refusal(field + " is missing");
		}
		if (!value.isString()) {
			throw new Refusal(field + " is not a text");
		}
		return storable(field, value.stringValue());
	}

	/** Ids may be numbers: their digits are the name. */
	private static String name(JsonNode json, String field, int most) throws Refusal {
		JsonNode value = json.path(field);
		String name = value.isIntegralNumber() ? value.asString() : text(json, field);
		if (name.indexOf('\ufffd') >= 0) {
			throw new Refusal(field + " has a character in it that cannot be kept");
		}
		if (name.isBlank()) {
			throw new Refusal(field + " is empty");
		}
		if (name.length() > most) {
			throw new Refusal(field + " is longer than " + most + " characters");
		}
		return name;
	}

	private static String title(JsonNode json) throws Refusal {
		return line(text(json, "title"), "title");
	}

	private static String line(String text, String field) throws Refusal {
		try {
			return Text.line(field, Text.withoutHeapsOfMarks(text), Integer.MAX_VALUE);
		}
		catch (BadInput bad) {
			throw new Refusal(field + " has nothing to see in it");
		}
	}

	private static String storable(String field, String text) throws Refusal {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (Character.isSurrogate(c)) {
				if (Character.isLowSurrogate(c) || i + 1 == text.length()
						|| !Character.isLowSurrogate(text.charAt(i + 1))) {
					throw new Refusal(field + " has half a character in it (a lone surrogate)");
				}
				i++;
			}
		}
		// No database keeps a NUL; Markdown has the same sign stand for it.
		return text.replace('\0', '\ufffd');
	}

	private static String fitting(String body) throws Refusal {
		if (body.length() > TopicImport.BODY_CHARS) {
			throw new Refusal("body is longer than " + TopicImport.BODY_CHARS + " characters");
		}
		return body;
	}

	private static TopicKind kind(JsonNode json) throws Refusal {
		String kind = text(json, "kind");
		try {
			return TopicKind.valueOf(kind.toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException unknown) {
			throw new Refusal("kind is none of discussion, question, bug, idea");
		}
	}

	private static boolean closed(JsonNode json) throws Refusal {
		if (!json.hasNonNull("status")) {
			return false;
		}
		return switch (text(json, "status")) {
			case "open" -> false;
			case "closed" -> true;
			default -> throw new Refusal("status is neither open nor closed");
		};
	}

	private static OffsetDateTime date(JsonNode json) throws Refusal {
		try {
			OffsetDateTime date = OffsetDateTime.parse(text(json, "created"));
			if (date.getYear() >= 1970 && date.getYear() < 10000) {
				return date;
			}
		}
		catch (DateTimeException ex) {
			// Told below, like a date out of bounds.
		}
		throw new Refusal("created is not a date such as 2014-05-06T07:08:09Z");
	}

	private static @Nullable String duplicateOf(JsonNode json, String id) throws Refusal {
		if (!json.hasNonNull("duplicate_of")) {
			return null;
		}
		String original = name(json, "duplicate_of", ID_CHARS);
		return original.equals(id) ? null : original;
	}

	/** In the form that tags have here; what is no tag in any form is left out. */
	private static Set<String> tags(JsonNode json) throws Refusal {
		Set<String> tags = new LinkedHashSet<>();
		for (JsonNode tag : list(json, "tags")) {
			if (!tag.isString()) {
				throw new Refusal("tags are not texts");
			}
			String shaped = storable("tags", tag.stringValue()).strip()
				.replaceAll("[^\\p{L}\\p{M}\\p{N}_.+#-]+", "-")
				.replaceAll("^-+|-+$", "");
			try {
				tags.add(Text.tag((shaped.length() > TAG_CHARS) ? cut(shaped, TAG_CHARS) : shaped));
			}
			catch (BadInput nothing) {
				// Such as a single asterisk: nothing of it can be kept.
			}
		}
		return tags;
	}

	private static List<ImportedReply> replies(JsonNode json) throws Refusal {
		Map<String, ImportedReply> replies = new LinkedHashMap<>();
		int n = 0;
		for (JsonNode reply : list(json, "replies")) {
			n++;
			try {
				ImportedReply read = reply(reply);
				replies.putIfAbsent(read.id(), read);
			}
			catch (Refusal bad) {
				throw new Refusal("reply " + n + ": " + bad.reason());
			}
		}
		return new ArrayList<>(replies.values());
	}

	private static ImportedReply reply(JsonNode json) throws Refusal {
		if (!json.isObject()) {
			throw new Refusal("not an object");
		}
		JsonNode accepted = json.path("accepted");
		if (!accepted.isMissingNode() && !accepted.isNull() && !accepted.isBoolean()) {
			throw new Refusal("accepted is neither true nor false");
		}
		String body = fitting(text(json, "body"));
		return new ImportedReply(name(json, "id", ID_CHARS), name(json, "author", AUTHOR_CHARS), date(json), body,
				TopicImport.render(body), accepted.booleanValue(false));
	}

	private static Iterable<JsonNode> list(JsonNode json, String field) throws Refusal {
		JsonNode list = json.path(field);
		if (list.isMissingNode() || list.isNull()) {
			return List.of();
		}
		if (!list.isArray()) {
			throw new Refusal(field + " is not a list");
		}
		return list;
	}

	private static String cut(String text, int chars) {
		return text.substring(0, Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars);
	}

}
