package dev.roundtable.tracker.jira;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;

import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Outside;
import tools.jackson.databind.JsonNode;

/**
 * Whose token it is, and what kind of Jira.
 *
 * @param zone of the account, in which its searches read times
 * @param kind of issue that is made where none is asked for, which Jira wants to know
 */
record Home(boolean isCloud, RemotePerson account, ZoneId zone, String kind) {

	static Home ask(Api api, String project) {
		JsonNode user = api.get("/myself").json();
		boolean cloud = user.path("accountId").isString();
		Answer answer = api.get("/project/" + project);
		JsonNode found = answer.json();
		if (key(user).isEmpty() || !found.path("key").isString()) {
			throw answer.failed("the answer is not that of Jira");
		}
		return new Home(cloud, person(user), zone(user.path("timeZone").asString("")),
				found.path("issueTypes")
					.valueStream()
					.filter((type) -> !type.path("subtask").asBoolean(false))
					.map((type) -> type.path("name").asString(""))
					.findFirst()
					.orElse("Task"));
	}

	private static ZoneId zone(String name) {
		try {
			return ZoneId.of(name);
		}
		catch (DateTimeException ex) {
			return ZoneOffset.UTC;
		}
	}

	/**
	 * Cloud knows people by the numbers of their accounts, Data Center by their names.
	 */
	static String key(JsonNode user) {
		return user.path("accountId").asString(user.path("name").asString("")).strip();
	}

	/** E-mail addresses are not looked at. */
	static RemotePerson person(JsonNode user) {
		String key = key(user);
		String name = user.path("displayName").asString("").strip();
		return new RemotePerson(key.isEmpty() ? "0" : key, name.isEmpty() ? "?" : name);
	}

	static Set<Ability> rights(Api api, String project) {
		JsonNode permissions = api
			.get(Outside.query("/mypermissions", "projectKey", project, "permissions",
					"CREATE_ISSUES,EDIT_ISSUES,TRANSITION_ISSUES,ADD_COMMENTS,EDIT_OWN_COMMENTS,DELETE_OWN_COMMENTS"))
			.json()
			.path("permissions");
		Set<Ability> rights = EnumSet.of(Ability.HINTS);
		add(rights, Ability.CREATE, permissions, "CREATE_ISSUES");
		add(rights, Ability.COMMENT, permissions, "ADD_COMMENTS");
		add(rights, Ability.EDIT_COMMENT, permissions, "EDIT_OWN_COMMENTS");
		add(rights, Ability.DELETE_COMMENT, permissions, "DELETE_OWN_COMMENTS");
		if (has(permissions, "TRANSITION_ISSUES")) {
			add(rights, Ability.UPDATE, permissions, "EDIT_ISSUES");
		}
		return rights;
	}

	private static void add(Set<Ability> rights, Ability ability, JsonNode permissions, String name) {
		if (has(permissions, name)) {
			rights.add(ability);
		}
	}

	private static boolean has(JsonNode permissions, String name) {
		return permissions.path(name).path("havePermission").asBoolean(false);
	}

}
