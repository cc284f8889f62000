package dev.roundtable.site;

import java.util.regex.Pattern;

import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * Who may see a thing, or post in a place: a value that boards, tasks, floors and journal
 * rows carry. Whoever looks belongs to several audiences; she sees what carries one of
 * them, and nothing else exists for her.
 *
 * @param key as stored and as the API spells it: {@code everyone}, {@code members} (who
 * is signed in), {@code team}, {@code group:NAME}, {@code person:ACCOUNT}
 */
public record Audience(String key) {

	/** UTF-16 units of a key, as the columns have it. */
	public static final int LENGTH = 60;

	// Before the constants, which are made with it.
	private static final String GROUP = "group:";

	private static final Pattern SHAPE = Pattern
		.compile("everyone|members|team|group:[\\p{L}\\p{N}_-]{1,40}|person:[1-9][0-9]{0,17}");

	public static final Audience EVERYONE = new Audience("everyone");

	/** Everybody with an account. */
	public static final Audience MEMBERS = new Audience("members");

	public static final Audience TEAM = new Audience("team");

	public Audience {
		if (!SHAPE.matcher(key).matches()) {
			throw new IllegalArgumentException("no audience: " + key);
		}
	}

	public static Audience person(long account) {
		return new Audience("person:" + account);
	}

	/**
	 * @param name letters, digits, {@code _} and {@code -}, at most 40
	 */
	public static Audience group(String name) {
		return new Audience(GROUP + name);
	}

	/**
	 * The audience that somebody chose for a place. Whether there is such a group, who
	 * keeps them has to say.
	 * @throws BadInput {@code audience.unknown} on that field
	 */
	public static Audience chosen(String field, String key) {
		return switch (key) {
			case "everyone" -> EVERYONE;
			case "members" -> MEMBERS;
			case "team" -> TEAM;
			default -> {
				if (!key.startsWith(GROUP) || !SHAPE.matcher(key).matches()) {
					throw new BadInput(field, "audience.unknown", key);
				}
				yield new Audience(key);
			}
		};
	}

	/** The name of the group that this is, null where it is none. */
	public @Nullable String group() {
		return this.key.startsWith(GROUP) ? this.key.substring(GROUP.length()) : null;
	}

	@Override
	public String toString() {
		return this.key;
	}

}
