package dev.roundtable.people;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

/**
 * The audiences that whoever looks belongs to. This is the one place that says "may see":
 * SQL asks {@link #mayRead}, search filters by {@link #keys}, caches keep apart what
 * {@link #shared} keeps apart, delivery asks {@link #include}.
 */
public final class Audiences {

	private static final Audiences EVERYBODYS = new Audiences(Set.of(Audience.EVERYONE.key()));

	private final Set<String> keys;

	private Audiences(Set<String> keys) {
		this.keys = keys;
	}

	/**
	 * @param viewer null for an anonymous reader
	 */
	public static Audiences of(@Nullable Viewer viewer) {
		if (viewer == null || viewer.suspended()) {
			return EVERYBODYS;
		}
		Set<String> keys = new LinkedHashSet<>();
		keys.add(Audience.EVERYONE.key());
		keys.add(Audience.MEMBERS.key());
		if (viewer.may(Capability.READ_TEAM)) {
			keys.add(Audience.TEAM.key());
		}
		viewer.groups().stream().sorted().map(Audience::group).map(Audience::key).forEach(keys::add);
		keys.add(Audience.person(viewer.id().value()).key());
		return new Audiences(keys);
	}

	/**
	 * The condition that a row is for one of the audiences bound to {@code :audiences}
	 * (see {@link #array}).
	 * @param column the row's audience, for example {@code b.readers}
	 */
	public static String mayRead(String column) {
		return column + " = any(:audiences)";
	}

	/** For the parameter {@code :audiences}. */
	public String[] array() {
		return this.keys.toArray(String[]::new);
	}

	public Set<String> keys() {
		return this.keys;
	}

	public boolean include(Audience audience) {
		return this.keys.contains(audience.key());
	}

	/**
	 * What a part shared by all with the same rights is kept under: without the audience
	 * of one.
	 */
	public String shared() {
		return this.keys.stream().filter((key) -> !key.startsWith("person:")).collect(Collectors.joining(","));
	}

}
