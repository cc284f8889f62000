package dev.roundtable.tracker.redmine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whose key it is. Redmine does not refuse a key that it does not know where nobody needs
 * one: it shows what the public sees, and issues that are not public seem to be deleted.
 * So whoever reads first makes sure of the key, now and then and whenever something is
 * missing.
 */
final class Account {

	private static final Duration BELIEVED = Duration.ofSeconds(30);

	private final Outside outside;

	private final String project;

	private final Clock clock;

	private volatile @Nullable Known known;

	Account(Outside outside, String project, Clock clock) {
		this.outside = outside;
		this.project = project;
		this.clock = clock;
	}

	/** The account, asked about lately. */
	Known known() {
		Known last = this.known;
		if (last == null || last.at().plus(BELIEVED).isBefore(this.clock.instant())) {
			return sure();
		}
		return last;
	}

	/** The account, asked about now. */
	Known sure() {
		JsonNode user = this.outside.get("/users/current.json", Map.of()).json().path("user");
		Known last = this.known;
		long home = (last != null) ? last.project()
				: this.outside.get("/projects/" + this.project + ".json", Map.of())
					.json()
					.path("project")
					.path("id")
					.asLong();
		String name = (user.path("firstname").asString("") + " " + user.path("lastname").asString("")).strip();
		Known now = new Known(
				new RemotePerson(user.path("id").asString(), name.isEmpty() ? user.path("login").asString() : name),
				user.path("admin").asBoolean(false), home, this.clock.instant());
		this.known = now;
		return now;
	}

	/** What its roles in the project let it do. */
	Set<Ability> rights(Known account) {
		if (account.isAdmin()) {
			return RedmineTracker.CAN;
		}
		Set<String> permissions = new TreeSet<>();
		JsonNode user = this.outside.get("/users/current.json?include=memberships", Map.of()).json().path("user");
		for (JsonNode membership : user.path("memberships")) {
			if (membership.path("project").path("id").asLong() == account.project()) {
				for (JsonNode role : membership.path("roles")) {
					this.outside.get("/roles/" + role.path("id").asLong() + ".json", Map.of())
						.json()
						.path("role")
						.path("permissions")
						.forEach((permission) -> permissions.add(permission.asString()));
				}
			}
		}
		return rights(permissions);
	}

	private static Set<Ability> rights(Set<String> permissions) {
		Set<Ability> rights = EnumSet.noneOf(Ability.class);
		if (permissions.contains("add_issues")) {
			rights.add(Ability.CREATE);
		}
		if (permissions.contains("edit_issues")) {
			rights.add(Ability.UPDATE);
		}
		if (permissions.contains("add_issue_notes")) {
			rights.add(Ability.COMMENT);
		}
		if (permissions.contains("edit_issue_notes") || permissions.contains("edit_own_issue_notes")) {
			rights.add(Ability.EDIT_COMMENT);
			rights.add(Ability.DELETE_COMMENT);
		}
		return rights;
	}

	/**
	 * What Redmine said of the key.
	 *
	 * @param project the number of the connection's project
	 */
	record Known(RemotePerson person, boolean isAdmin, long project, Instant at) {
	}

}
