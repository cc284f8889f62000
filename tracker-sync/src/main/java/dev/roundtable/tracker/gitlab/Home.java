package dev.roundtable.tracker.gitlab;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Outside;
import tools.jackson.databind.JsonNode;

/**
 * The project, whatever it is called by now, and whose token it is.
 *
 * @param id stays when the project is renamed
 * @param access the level of the token's account, as GitLab counts them
 */
record Home(long id, RemotePerson account, int access, boolean hasIssues) {

	/** Who plans may change issues; so may who reports, one level above. */
	private static final int PLANNER = 15;

	private static final int ADMINISTRATOR = 60;

	static Home ask(Outside outside, String configured) {
		JsonNode user = outside.get("/api/v4/user", Map.of()).json();
		Answer answer = outside.get("/api/v4/projects/" + Outside.part(configured), Map.of());
		JsonNode project = answer.json();
		if (!project.path("id").isIntegralNumber() || !user.path("id").isIntegralNumber()) {
			throw answer.failed("the answer is not that of GitLab");
		}
		JsonNode permissions = project.path("permissions");
		int access = user.path("is_admin").asBoolean(false) ? ADMINISTRATOR
				: Math.max(permissions.path("project_access").path("access_level").asInt(0),
						permissions.path("group_access").path("access_level").asInt(0));
		boolean issues = !"disabled".equals(project.path("issues_access_level").asString(""))
				&& project.path("issues_enabled").asBoolean(true);
		return new Home(project.path("id").asLong(), person(user), access, issues);
	}

	/** A number that stays and a name: e-mail addresses are not looked at. */
	static RemotePerson person(JsonNode user) {
		String key = user.path("id").asString("").strip();
		String name = user.path("name").asString("").strip();
		return new RemotePerson(key.isEmpty() ? "0" : key, name.isEmpty() ? "?" : name);
	}

	Set<Ability> rights() {
		Set<Ability> rights = EnumSet.of(Ability.HINTS);
		if (this.hasIssues) {
			rights.addAll(Set.of(Ability.CREATE, Ability.COMMENT, Ability.EDIT_COMMENT, Ability.DELETE_COMMENT));
			if (this.access >= PLANNER) {
				rights.add(Ability.UPDATE);
			}
		}
		return rights;
	}

}
