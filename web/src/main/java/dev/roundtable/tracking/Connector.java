package dev.roundtable.tracking;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.http.Secret;
import org.jspecify.annotations.Nullable;

/** Reaches trackers of one kind: a bean for each package of connectors. */
public interface Connector {

	/** As it is stored, for ever: {@code REDMINE}. */
	String kind();

	/** What people call it: a name, which no language changes. */
	default String name() {
		return kind().charAt(0) + kind().substring(1).toLowerCase(Locale.ROOT);
	}

	/** What an administrator has to say beside address, project and token. */
	default Set<Option> options() {
		return Set.of();
	}

	/**
	 * Asks nobody yet.
	 * @throws dev.roundtable.http.BadInput when it could never be opened so: a network
	 * that is not allowed, a name that is none
	 */
	Tracker open(Opening opening);

	/** What is said about a connection of some kinds alone. */
	enum Option {

		/** The number or name of the field in which issues keep our name for a task. */
		ID_FIELD,

		/** How its texts are written, where it tells nobody. */
		MARKUP

	}

	/**
	 * Whether somebody has tried it against the tracker itself, and not only against what
	 * its documents say. Whoever connects one is told where nobody has.
	 */
	default boolean triedLive() {
		return false;
	}

	/**
	 * Where a tracker is and how it knows us. It does not print the secrets.
	 *
	 * @param idField where its issues keep our name for a task, null where the tracker
	 * has a place of its own
	 * @param markup of its texts, null where there is one alone
	 * @param hookSecret what deliveries are signed with, null where none are
	 * @param words their words of each field that the connection has counterparts for:
	 * where labels say it, these are the labels
	 */
	record Opening(URI base, String project, @Nullable String idField, @Nullable String markup, String token,
			@Nullable String hookSecret, Map<Field, List<String>> words) {

		public Opening(URI base, String project, @Nullable String idField, @Nullable String markup, String token,
				@Nullable String hookSecret) {
			this(base, project, idField, markup, token, hookSecret, Map.of());
		}

		Opening with(Map<Field, List<String>> theirs) {
			return new Opening(this.base, this.project, this.idField, this.markup, this.token, this.hookSecret, theirs);
		}

		/** Those words that stand for a field where labels do. */
		Map<Field, List<String>> labels() {
			Map<Field, List<String>> labels = new EnumMap<>(Field.class);
			for (Field field : List.of(Field.KIND, Field.SEVERITY, Field.COMPONENT)) {
				labels.put(field, this.words.getOrDefault(field, List.of()));
			}
			return labels;
		}

		@Nullable Secret hook() {
			return (this.hookSecret != null) ? new Secret(this.hookSecret) : null;
		}

		@Override
		public String toString() {
			return this.base + " " + this.project;
		}

	}

}
