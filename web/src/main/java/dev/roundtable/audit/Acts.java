package dev.roundtable.audit;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.roundtable.http.Messages;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What the journal calls the things that are done, in the words of the reader. One that
 * is not known here, of a later version or of an import, keeps its name.
 */
@Component
class Acts {

	/** Those that the journal shows to whoever answers for the site. */
	static final Set<String> SHOWN = Set.of("added", "address rule changed", "answered", "appeal-kept", "appeal-lifted",
			"appealed", "applied rule", "approved", "archived", "asked", "asked for seat", "assigned", "brought-back",
			"called-no-regression", "called-regression", "changed", "changed channel", "changed limits", "changed rota",
			"changed synonyms", "changed trust", "changed verification", "changed votes", "confirmed",
			"corrected-answer", "corrected-build", "corrected-note", "declined", "deleted", "described", "disproved",
			"dissolved", "drew seats", "dropped release", "edited", "edited release", "erased", "erasure asked",
			"erasure taken back", "estimated", "explained", "featured", "finished round", "fixed", "fixed trust",
			"gave back seat", "gave medal", "gave seat", "gave-back", "held", "hid", "imported", "introduced",
			"invitation made", "invitation revoked", "join request approved", "join request declined", "joined",
			"joining changed", "judged", "kept", "kept-to-team", "languages of the site changed", "linked",
			"listed-word", "locked", "logo changed", "logo removed", "made", "mail allowed again", "mail tested",
			"me-too", "me-too-withdrawn", "members' invitations changed", "merged", "moved", "noted", "offered seat",
			"opened", "opened for readers", "opened for writers", "opened round", "opened-to-all", "ordered",
			"pictured", "pinned", "planned", "planned release", "proved", "published release", "pushed", "put-back",
			"rated", "readdressed", "reclassified", "related", "released", "released trust", "removed",
			"removed-picture", "renamed", "reopened", "reset link made", "restored", "retagged", "retitled",
			"reviews-newcomers", "role changed", "scheduled", "search made anew", "search tried again",
			"second factor off", "second factor on", "sent-back", "settled", "silenced", "sorted", "split", "started",
			"suspended", "told-more", "took back seat", "took medal", "took seat", "took-back", "took-in",
			"tracker changed", "tracker conflict decided", "tracker connected", "tracker let go", "tracker mapped",
			"tracker removed", "tracker replayed", "tracker stopped", "tracker taken in", "tracker taking in stopped",
			"tracker token renewed", "translated", "translated description", "tried-again", "tried-broken",
			"tried-withdrawn", "tried-works", "trusts-newcomers", "unarchived", "unassigned", "undid", "unfeatured",
			"unhid", "unlinked", "unlisted-word", "unlocked", "unmerged", "unpinned", "unrelated", "unscheduled",
			"unsilenced", "unsplit", "unsuspended", "unweighted", "verified", "warned", "weighted", "withdrawn",
			"withdrew-answer", "withdrew-note", "words of the site changed", "wrote");

	/** Those that somebody does for herself alone. */
	static final Set<String> HER_OWN = Set.of("account linked", "account unlinked", "address confirmed",
			"address removed", "address restored", "blocked", "followed", "left", "mail ended", "messaged", "muted",
			"passkey added", "passkey removed", "password changed", "password reset", "push ended", "push started",
			"signed out elsewhere", "token made", "token revoked", "took her data", "trust fell", "trust rose",
			"unblocked", "unfollowed", "unmuted");

	/** The kind of thing to which one is something else than to others. */
	static final Map<String, String> ELSEWHERE = Map.of("removed", "group", "brought-back", "task");

	private final Messages messages;

	Acts(Messages messages) {
		this.messages = messages;
	}

	/**
	 * Public for its template.
	 *
	 * @param action as the journal has it
	 */
	record Act(String action, String words) {
	}

	/**
	 * @param type of what it was done to
	 */
	String words(String action, String type) {
		if (!SHOWN.contains(action) && !HER_OWN.contains(action)) {
			return action;
		}
		return this.messages.of(type.equals(ELSEWHERE.get(action)) ? key(type + "." + action) : key(action));
	}

	/** The key of its words. */
	static String key(String action) {
		return "log.kind." + action.replace("'", "").replace(' ', '-');
	}

	/**
	 * All that one can look for, by their words.
	 * @param chosen stands among them also where it is none of them; empty for none
	 */
	List<Act> all(String chosen) {
		List<Act> acts = new ArrayList<>(SHOWN.stream().map((action) -> new Act(action, inAll(action))).toList());
		if (!chosen.isEmpty() && !SHOWN.contains(chosen)) {
			acts.add(new Act(chosen, words(chosen, "")));
		}
		Comparator<Object> order = Collator.getInstance(LocaleContextHolder.getLocale());
		acts.sort(Comparator.comparing(Act::words, order));
		return acts;
	}

	private String inAll(String action) {
		String type = ELSEWHERE.get(action);
		String words = words(action, "");
		return (type != null) ? words + " / " + words(action, Objects.requireNonNull(type)) : words;
	}

}
