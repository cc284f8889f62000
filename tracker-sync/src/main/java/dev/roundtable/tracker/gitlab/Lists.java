package dev.roundtable.tracker.gitlab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Outside;
import dev.roundtable.tracker.http.Portion;
import dev.roundtable.tracker.http.TooLarge;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;

/** Lists in pages, by number: whether there is one more, the answer says in a header. */
record Lists(Outside outside) {

	private static final System.Logger log = System.getLogger(Lists.class.getName());

	/** Bytes of an answer after which the next may be of more. */
	private static final int ROOM = 512 * 1024;

	/** It gives no more at once. */
	static final int MOST = 100;

	private static boolean hasNext(Answer answer) {
		String next = answer.headers().getFirst("X-Next-Page");
		String link = answer.headers().getFirst(HttpHeaders.LINK);
		// Long lists are counted by links alone.
		return (next != null) ? !next.isBlank() : link != null && link.contains("rel=\"next\"");
	}

	/**
	 * A part of a list, or as much of it as fits. What alone is too large is left out.
	 */
	Part part(Portion first, Function<Portion, String> query) {
		Portion portion = first;
		while (true) {
			try {
				return new Part(portion, this.outside.get(query.apply(portion), Map.of()));
			}
			catch (TooLarge ex) {
				if (portion.isSingle()) {
					log.log(System.Logger.Level.WARNING, "left out, number {0} of its list: {1}", portion.page(),
							ex.getMessage());
					return new Part(portion, null);
				}
				portion = portion.smaller();
			}
		}
	}

	/** The whole of a list, or as many of it. */
	List<JsonNode> all(String list, int most) {
		List<JsonNode> all = new ArrayList<>();
		@Nullable Portion next = new Portion(0, MOST);
		while (next != null && all.size() < most) {
			Part part = part(next, (portion) -> Outside.query(list, "per_page", String.valueOf(portion.size()), "page",
					String.valueOf(portion.page())));
			part.items().forEach(all::add);
			next = part.hasNext() ? part.portion().next(part.hasRoom(), MOST) : null;
		}
		return all.subList(0, Math.min(all.size(), most));
	}

	/**
	 * A part as it was answered.
	 *
	 * @param answer null when it was too large
	 */
	record Part(Portion portion, @Nullable Answer answer) {

		List<JsonNode> items() {
			return (this.answer != null) ? this.answer.json().valueStream().toList() : List.of();
		}

		boolean hasNext() {
			return this.answer == null || (Lists.hasNext(this.answer) && !this.answer.json().isEmpty());
		}

		boolean hasRoom() {
			return this.answer != null && this.answer.body().length < ROOM;
		}

	}

}
