package dev.roundtable.tracker.github;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.http.Answer;
import tools.jackson.databind.JsonNode;

/**
 * The repository as it is called now, and whose token it is. A repository that was
 * renamed answers at its old address, and its issues are still the same ones.
 *
 * @param name {@code owner/name} by now
 */
record Home(String name, RemotePerson account, JsonNode permissions, boolean hasIssues) {

	static Home ask(Api api, String configured) {
		JsonNode user = api.get("/user").json();
		Answer answer = api.get("/repos/" + configured);
		JsonNode repository = answer.json();
		String name = repository.path("full_name").asString("");
		if (!GitHubRepository.isName(name) || !user.path("login").isString()) {
			throw answer.failed("the answer is not that of GitHub");
		}
		return new Home(name, person(user), repository.path("permissions"),
				repository.path("has_issues").asBoolean(true));
	}

	/** Nobody but a login: e-mail addresses are not looked at. */
	static RemotePerson person(JsonNode user) {
		String login = user.path("login").asString("").strip();
		// Somebody who deleted the account.
		return login.isEmpty() ? new RemotePerson("ghost", "ghost") : new RemotePerson(login, login);
	}

	/**
	 * What the token's account may do; what the token itself may not, it does not say.
	 */
	Set<Ability> rights() {
		Set<Ability> rights = EnumSet.noneOf(Ability.class);
		rights.add(Ability.HINTS);
		if (this.hasIssues) {
			rights.addAll(Set.of(Ability.CREATE, Ability.COMMENT, Ability.EDIT_COMMENT, Ability.DELETE_COMMENT));
			if (this.permissions.path("push").asBoolean(false) || this.permissions.path("triage").asBoolean(false)) {
				rights.add(Ability.UPDATE);
			}
		}
		return rights;
	}

	/** Whether an issue's own address is in a repository. */
	static boolean isIn(String name, JsonNode issue) {
		return issue.path("repository_url")
			.asString("")
			.toLowerCase(Locale.ROOT)
			.endsWith("/repos/" + name.toLowerCase(Locale.ROOT));
	}

	/** Where an issue is that is not here. */
	static RemoteId elsewhere(JsonNode issue) {
		String url = issue.path("repository_url").asString("");
		int repos = url.lastIndexOf("/repos/");
		return new RemoteId((repos < 0) ? "?" : url.substring(repos + 7), issue.path("number").asString("?"));
	}

}
