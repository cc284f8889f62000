package dev.roundtable.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.roundtable.http.NotFound;
import dev.roundtable.journal.Entry;
import dev.roundtable.journal.JournalHistory;
import dev.roundtable.journal.JournalHistory.Filter;
import dev.roundtable.journal.JournalHistory.Found;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.PersonUrl;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The journal as a page, for administrators. */
@Controller
class AuditController {

	private static final int LINES = 50;

	/** As long as the columns. */
	private static final int LONGEST = 60;

	private final JournalHistory history;

	private final Accounts accounts;

	private final Acts acts;

	private final Facts facts;

	AuditController(JournalHistory history, Accounts accounts, Acts acts, Facts facts) {
		this.history = history;
		this.accounts = accounts;
		this.acts = acts;
		this.facts = facts;
	}

	/**
	 * Public for its template.
	 *
	 * @param who a name, null where nobody in particular did it
	 * @param words what was done, as the reader calls it
	 * @param named its subject as a person would: people by their names
	 * @param url where its subject stands, null where it has no page
	 */
	record Line(long id, When at, @Nullable String who, String action, String words, String subject, String named,
			@Nullable String url, String audience, List<Facts.Fact> facts) {
	}

	@GetMapping("/admin/journal")
	String journal(@RequestParam(defaultValue = "") String who, @RequestParam(defaultValue = "") String action,
			@RequestParam(defaultValue = "") String subject, @RequestParam(required = false) @Nullable Long before,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.ADMINISTER);
		if (who.length() > LONGEST || action.length() > LONGEST || subject.length() > LONGEST) {
			throw new NotFound("journal");
		}
		Long actor = who.isBlank() ? null : this.accounts.byName(who.strip()).map(AccountId::value).orElse(0L);
		Found found = this.history.before((before != null) ? before : Long.MAX_VALUE,
				new Filter(actor, action.strip(), subject.strip()), LINES);
		model.addAttribute("lines", lines(found.entries()));
		model.addAttribute("older", found.before());
		model.addAttribute("who", who);
		model.addAttribute("action", action.strip());
		model.addAttribute("acts", this.acts.all(action.strip()));
		model.addAttribute("subject", subject);
		return "audit/journal";
	}

	private List<Line> lines(List<Entry> entries) {
		Map<AccountId, String> names = this.accounts.names(entries.stream()
			.flatMap((entry) -> Stream.concat(Stream.of(entry.actor(), account(entry)), Facts.accounts(entry)))
			.filter(Objects::nonNull)
			.distinct()
			.map(AccountId::of)
			.toList());
		return entries.stream().map((entry) -> line(entry, names)).toList();
	}

	private static @Nullable Long account(Entry entry) {
		return entry.subject().type().equals("account") ? entry.subject().id() : null;
	}

	private Line line(Entry entry, Map<AccountId, String> names) {
		Long actor = entry.actor();
		return new Line(entry.id(), When.of(entry.at()), (actor != null) ? names.get(AccountId.of(actor)) : null,
				entry.action(), this.acts.words(entry.action(), entry.subject().type()), entry.subject().toString(),
				named(entry, names), url(entry, names), entry.audience().key(), this.facts.of(entry, names));
	}

	private String named(Entry entry, Map<AccountId, String> names) {
		Long account = account(entry);
		String name = (account != null) ? names.get(AccountId.of(account)) : null;
		return (name != null) ? name : this.facts.thing(entry.subject());
	}

	private static @Nullable String url(Entry entry, Map<AccountId, String> names) {
		long id = entry.subject().id();
		return switch (entry.subject().type()) {
			case "topic" -> "/t/" + id;
			case "task" -> "/tasks/" + id;
			case "invitation" -> "/admin/links/" + id;
			case "review" -> "/moderation/items/" + id;
			case "account" -> {
				String name = names.get(AccountId.of(id));
				yield (name != null) ? PersonUrl.of(name) : null;
			}
			default -> null;
		};
	}

}
