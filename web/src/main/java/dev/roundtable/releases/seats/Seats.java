package dev.roundtable.releases.seats;

import java.security.SecureRandom;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import dev.roundtable.groups.Groups;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.Channel;
import dev.roundtable.releases.ChannelSeats;
import dev.roundtable.site.Audience;
import dev.roundtable.trust.Trust;
import dev.roundtable.trust.TrustLevel;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives seats in a channel, never more than there are: a seat that is offered is taken
 * until it is refused. Each act locks the channel.
 */
@Component
class Seats implements ChannelSeats {

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final Groups groups;

	private final Trust trust;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	private final Random random = new SecureRandom();

	Seats(JdbcClient jdbc, Accounts accounts, Groups groups, Trust trust, Limits limits, Once once, Journal journal,
			Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.groups = groups;
		this.trust = trust;
		this.limits = limits;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/** Where somebody stands. */
	enum State {

		/** She wants one and waits. */
		ASKED,

		/** There is one for her, and she is asked whether she wants it. */
		OFFERED,

		HELD

	}

	/**
	 * @throws NotFound when everybody has that channel
	 */
	Program program(Channel channel) {
		return program(channel, "");
	}

	private Program program(Channel channel, String lock) {
		return this.jdbc.sql("""
				select channel, seats, seat_rule as rule, group_name as groupName, min_level as minLevel,
				       is_open as open, version
				from channel_programs where channel = :channel
				""" + lock)
			.param("channel", channel.name())
			.query(Program.class)
			.optional()
			.orElseThrow(() -> new NotFound("channel " + channel));
	}

	/**
	 * Asks for a seat, or takes the one that is offered; again is no matter.
	 * @throws BadInput {@code seat.closed}, or {@code seat.rule} where it is not for her
	 */
	@Override
	public void ask(Viewer viewer, OnceKey key, Channel channel) {
		viewer.require(Capability.POST);
		this.limits.spend(viewer, Act.FOLLOW);
		this.once.write(key.asking("seat " + channel), () -> {
			Program program = program(channel, "for update");
			State now = state(channel, viewer.id());
			if (now == State.OFFERED) {
				put(channel, viewer.id(), State.HELD, null);
				record(viewer, "took seat", channel, Map.of());
			}
			else if (now == null) {
				requireOpen(program, viewer);
				boolean gets = program.rule().isAtOnce() && taken(channel) < program.seats();
				put(channel, viewer.id(), gets ? State.HELD : State.ASKED, null);
				record(viewer, gets ? "took seat" : "asked for seat", channel, Map.of());
			}
		});
	}

	private void requireOpen(Program program, Viewer viewer) {
		if (!program.open()) {
			throw new BadInput("form", "seat.closed");
		}
		boolean may = switch (program.rule()) {
			case HAND, DRAW -> true;
			case GROUP -> viewer.groups().contains(program.groupName());
			case LEVEL -> this.trust.of(viewer).reaches(TrustLevel.of(Objects.requireNonNull(program.minLevel())));
		};
		if (!may) {
			throw new BadInput("form", "seat.rule");
		}
	}

	/** Gives back what she has, was offered or asked for; again is no matter. */
	void giveBack(Viewer viewer, OnceKey key, Channel channel) {
		viewer.require(Capability.POST);
		this.limits.spend(viewer, Act.FOLLOW);
		this.once.write(key.asking("no seat " + channel), () -> {
			Program program = program(channel, "for update");
			if (remove(channel, viewer.id())) {
				record(viewer, "gave back seat", channel, Map.of());
				fill(program);
			}
		});
	}

	/**
	 * Gives a seat to somebody, who is asked first unless she has asked herself.
	 * @throws BadInput on {@code person}: {@code person.unknown}, {@code seat.full}
	 */
	@Override
	public void give(Viewer by, OnceKey key, Channel channel, String name) {
		by.require(Capability.CHANGE_TASKS);
		AccountId person = person(name);
		this.once.write(key.asking("give seat " + channel, name), () -> {
			Program program = program(channel, "for update");
			State now = state(channel, person);
			if (now == State.HELD || now == State.OFFERED) {
				return;
			}
			if (taken(channel) >= program.seats()) {
				throw new BadInput("person", "seat.full", program.seats());
			}
			boolean asked = now == State.ASKED;
			put(channel, person, asked ? State.HELD : State.OFFERED, by.id());
			record(by, asked ? "gave seat" : "offered seat", channel, account(person));
		});
	}

	/** Takes a seat from somebody; again is no matter. */
	void take(Viewer by, OnceKey key, Channel channel, String name) {
		by.require(Capability.CHANGE_TASKS);
		AccountId person = person(name);
		this.once.write(key.asking("take seat " + channel, name), () -> {
			Program program = program(channel, "for update");
			if (remove(channel, person)) {
				record(by, "took back seat", channel, account(person));
				fill(program);
			}
		});
	}

	private AccountId person(String name) {
		return this.accounts.byName(name).orElseThrow(() -> new BadInput("person", "person.unknown", name));
	}

	/** Draws among all who asked, each as likely as the others, while there are seats. */
	void draw(Viewer by, OnceKey key, Channel channel) {
		by.require(Capability.CHANGE_TASKS);
		this.once.write(key.asking("draw seats " + channel), () -> {
			Program program = program(channel, "for update");
			List<Long> asked = new ArrayList<>(asked(channel, Integer.MAX_VALUE));
			int among = asked.size();
			Collections.shuffle(asked, this.random);
			List<Long> drawn = asked.subList(0, Math.clamp(program.seats() - taken(channel), 0, among));
			drawn.forEach((person) -> gets(channel, AccountId.of(person), by.id()));
			record(by, "drew seats", channel, Map.of("people", drawn.size() + "/" + among));
		});
	}

	/**
	 * @throws StaleVersion when somebody changed it meanwhile
	 * @throws BadInput {@code group.unknown} on {@code groupName}
	 */
	void change(Viewer by, OnceKey key, Program wanted) {
		by.require(Capability.CHANGE_TASKS);
		if (wanted.groupName() != null && !this.groups.exists(wanted.groupName())) {
			throw new BadInput("groupName", "seat.group", wanted.groupName());
		}
		this.once.write(key.asking("channel", wanted), () -> {
			Program before = program(wanted.channel(), "for update");
			if (before.version() != wanted.version()) {
				throw new StaleVersion(before.version());
			}
			this.jdbc.sql("""
					update channel_programs set seats = :seats, seat_rule = :rule, group_name = :group,
					    min_level = :level, is_open = :open, version = version + 1 where channel = :channel
					""")
				.param("seats", wanted.seats())
				.param("rule", wanted.rule().name())
				.param("group", wanted.groupName(), Types.VARCHAR)
				.param("level", wanted.minLevel(), Types.INTEGER)
				.param("open", wanted.open())
				.param("channel", wanted.channel().name())
				.update();
			record(by, "changed channel", wanted.channel(), Map.of("to", wanted.seats() + " " + wanted.rule()));
			fill(wanted);
		});
	}

	@Override
	public void open(Viewer by, OnceKey key, Channel channel, int seats) {
		change(by, key, new Program(channel, seats, Program.Rule.HAND, null, null, true, program(channel).version()));
	}

	/** Where nobody has to choose, who waits longest comes next. */
	private void fill(Program program) {
		if (program.open() && program.rule().isAtOnce()) {
			asked(program.channel(), Math.max(0, program.seats() - taken(program.channel())))
				.forEach((person) -> gets(program.channel(), AccountId.of(person), null));
		}
	}

	/** She asked for it, and is told that it is hers. */
	private void gets(Channel channel, AccountId person, @Nullable AccountId by) {
		put(channel, person, State.HELD, by);
		record(by, "gave seat", channel, account(person));
	}

	private List<Long> asked(Channel channel, int most) {
		return this.jdbc.sql("""
				select account_id from channel_seats where channel = :channel and state = 'ASKED'
				order by since, account_id limit :most
				""").param("channel", channel.name()).param("most", most).query(Long.class).list();
	}

	@Nullable State state(Channel channel, AccountId person) {
		return this.jdbc.sql("select state from channel_seats where channel = :channel and account_id = :person")
			.param("channel", channel.name())
			.param("person", person.value())
			.query(State.class)
			.optional()
			.orElse(null);
	}

	/** Held and offered ones. */
	int taken(Channel channel) {
		return this.jdbc.sql("select count(*) from channel_seats where channel = :channel and state <> 'ASKED'")
			.param("channel", channel.name())
			.query(Integer.class)
			.single();
	}

	private boolean remove(Channel channel, AccountId person) {
		return this.jdbc.sql("delete from channel_seats where channel = :channel and account_id = :person")
			.param("channel", channel.name())
			.param("person", person.value())
			.update() > 0;
	}

	private void put(Channel channel, AccountId person, State state, @Nullable AccountId by) {
		remove(channel, person);
		this.jdbc.sql("""
				insert into channel_seats (channel, account_id, state, since, given_by)
				values (:channel, :person, :state, :now, :by)
				""")
			.param("channel", channel.name())
			.param("person", person.value())
			.param("state", state.name())
			.param("now", OffsetDateTime.now(this.clock))
			.param("by", (by != null) ? by.value() : null, Types.BIGINT)
			.update();
	}

	private static Map<String, String> account(AccountId person) {
		return Map.of("account", String.valueOf(person.value()));
	}

	private void record(Viewer by, String action, Channel channel, Map<String, String> more) {
		record(by.id(), action, channel, more);
	}

	private void record(@Nullable AccountId by, String action, Channel channel, Map<String, String> more) {
		Map<String, String> facts = new LinkedHashMap<>(more);
		facts.put("channel", channel.name());
		this.journal.record((by != null) ? by.value() : null, action, Subject.of("channel", channel.ordinal() + 1L),
				Audience.TEAM, facts);
	}

}
