package dev.roundtable.trust;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Rendered;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody may, as far as it depends on how far she is trusted. */
@Component
public class Trust {

	private static final Duration REMEMBERED = Duration.ofSeconds(10);

	private final JdbcClient jdbc;

	private final Ladders ladders;

	private final Messages messages;

	private final Cache<AccountId, TrustLevel> known = Caffeine.newBuilder()
		.maximumSize(20_000)
		.expireAfterWrite(REMEMBERED)
		.build();

	Trust(JdbcClient jdbc, Ladders ladders, Messages messages) {
		this.jdbc = jdbc;
		this.ladders = ladders;
		this.messages = messages;
	}

	/** Whether she works here: above the ladder, and bound by nothing of it. */
	public boolean isAbove(Viewer viewer) {
		return viewer.may(Capability.READ_TEAM);
	}

	/** Her level, as if she did not work here. */
	public TrustLevel of(Viewer viewer) {
		TrustLevel recent = this.known.getIfPresent(viewer.id());
		if (recent == null) {
			// Not loaded inside the cache: nobody waits for a connection holding a lock.
			recent = read(viewer.id());
			this.known.put(viewer.id(), recent);
		}
		return recent;
	}

	private TrustLevel read(AccountId person) {
		return this.jdbc.sql("""
				select coalesce(f.level, case when exists (
				    select 1 from imported_people i where i.account_id = p.account_id) then 1 else 0 end)
				from living_people p left join trust_facts f on f.account_id = p.account_id where p.account_id = :id
				""")
			.param("id", person.value())
			.query(Integer.class)
			.optional()
			.map(TrustLevel::of)
			.orElse(TrustLevel.NEW);
	}

	/** To be called after the commit. */
	void forget(AccountId person) {
		this.known.invalidate(person);
	}

	/** How often she may do what costs something, in percent of what is usual. */
	public int rate(TrustLevel level) {
		return this.ladders.now().rate(level);
	}

	/** Whether she may begin a conversation. */
	public boolean mayWriteFirst(Viewer viewer) {
		return reaches(viewer, Ladder.MESSAGES);
	}

	/**
	 * @throws NeedsTrust unless {@link #mayWriteFirst}
	 */
	public void requireToWriteFirst(Viewer viewer) {
		if (!mayWriteFirst(viewer)) {
			TrustLevel level = this.ladders.now().level(Ladder.MESSAGES);
			throw new NeedsTrust("error.trust.messages", name(level), way(level));
		}
	}

	/** For pages: what it takes to write first, in the language of the thread. */
	public String toWriteFirst() {
		TrustLevel level = this.ladders.now().level(Ladder.MESSAGES);
		return this.messages.of("trust.messages", name(level), way(level));
	}

	/** Whether what she posts waits, where a board looks at new people first. */
	public boolean isReviewed(Viewer viewer) {
		return !reaches(viewer, Ladder.UNREVIEWED);
	}

	/** Whether a post of hers waits there because of the links in it. */
	public boolean isReviewed(Viewer viewer, Rendered text) {
		return links(text) > 0 && !reaches(viewer, Ladder.LINKS_UNREVIEWED);
	}

	private boolean reaches(Viewer viewer, String what) {
		return isAbove(viewer) || of(viewer).reaches(this.ladders.now().level(what));
	}

	/**
	 * @throws BadInput {@code trust.links} or {@code trust.pictures} on {@code body} when
	 * a post of hers may not carry as many
	 */
	public void requireToCarry(Viewer viewer, Rendered text) {
		if (!isAbove(viewer)) {
			Ladder ladder = this.ladders.now();
			TrustLevel hers = of(viewer);
			refuse(links(text), hers, "trust.links", ladder.of("LINKS." + hers), "LINKS.");
			refuse(text.images().size(), hers, "trust.pictures", ladder.of("PICTURES." + hers), "PICTURES.");
		}
	}

	private void refuse(int found, TrustLevel hers, String code, int most, String numbers) {
		if (found > most) {
			Ladder ladder = this.ladders.now();
			TrustLevel wanted = Arrays.stream(TrustLevel.values())
				.filter((level) -> level.reaches(hers) && ladder.of(numbers + level) >= found)
				.findFirst()
				.orElse(null);
			if (wanted == null) {
				throw new BadInput("body", code + ".most", most, found);
			}
			throw new BadInput("body", code, most, found, name(wanted), way(wanted));
		}
	}

	private static int links(Rendered text) {
		return (int) text.links()
			.stream()
			.filter((to) -> to.startsWith("//") || to.regionMatches(true, 0, "http", 0, 4))
			.count();
	}

	/**
	 * How much the report of somebody counts: by her level, and by how often she was
	 * right so far. One who is always wrong counts for little, whatever her level.
	 */
	public int weight(Viewer reporter, int upheld, int decided) {
		int level = isAbove(reporter) ? TrustLevel.values().length : of(reporter).number();
		return Math.max(1, (1 + level) * 2 * (upheld + 1) / (decided + 2));
	}

	/** What a level is called, in the language of the thread. */
	public String name(TrustLevel level) {
		return named("trust.level", level);
	}

	/** How one gets to a level, in the language of the thread. */
	String way(TrustLevel level) {
		if (!level.isEarned()) {
			return named("trust.way", level);
		}
		Ladder ladder = this.ladders.now();
		List<Measure> needed = Arrays.stream(Measure.values())
			.filter((measure) -> ladder.needs(level, measure) > 0)
			.toList();
		return needed.isEmpty() ? this.messages.of("trust.way.nothing")
				: needed.stream()
					.map((measure) -> need(level, measure))
					.collect(Collectors.joining(this.messages.of("trust.and")));
	}

	/** What a level takes of one thing, in the language of the thread. */
	String need(TrustLevel level, Measure measure) {
		return named("trust.need", measure, this.ladders.now().needs(level, measure));
	}

	private String named(String what, Enum<?> name, Object... arguments) {
		return this.messages.of(what + "." + name, arguments);
	}

}
