package dev.roundtable.limits;

import java.time.Duration;

/**
 * What costs the house something each time, and how often a person does it at most. The
 * numbers are far above what fingers do; a team's program has room for 2,000 a second.
 */
public enum Act {

	TOPIC(Duration.ofHours(1), 12, 60, 200),

	REPLY(Duration.ofMinutes(1), 12, 30, 150),

	EDIT(Duration.ofMinutes(1), 15, 30, 150),

	PREVIEW(Duration.ofMinutes(1), 60, 90, 300),

	VOTE(Duration.ofMinutes(1), 40, 90, 400),

	/** A task, or a change of one. */
	TASK(Duration.ofMinutes(1), 20, 60, 200),

	COMMENT(Duration.ofMinutes(1), 12, 30, 150),

	/** A conversation that somebody begins. */
	CONVERSATION(Duration.ofHours(1), 5, 30, 100),

	/** What one writes into one. */
	MESSAGE(Duration.ofMinutes(1), 12, 30, 150),

	/** An API token. */
	TOKEN(Duration.ofHours(1), 20, 40, 200),

	/** A challenge for a passkey, or what an authenticator made of it. */
	PASSKEY(Duration.ofMinutes(1), 20, 20, 120),

	/** A way to another site to sign in, or back. */
	FEDERATION(Duration.ofMinutes(1), 20, 20, 120),

	/** A link that is mailed to somebody. */
	LINK(Duration.ofHours(1), 10, 20, 40),

	/** An invitation that one makes, or one that was shown and does not exist. */
	INVITATION(Duration.ofHours(1), 10, 20, 60),

	/** A post that somebody takes for bad. */
	REPORT(Duration.ofHours(1), 10, 30, 100),

	/** What somebody says against a sanction. */
	APPEAL(Duration.ofHours(1), 5, 5, 30),

	/** Follows, mutes, blocks. */
	FOLLOW(Duration.ofMinutes(1), 40, 60, 300),

	/** A picture that is taken in. */
	PICTURE(Duration.ofHours(1), 10, 30, 120),

	/** A file of all that one wrote. */
	EXPORT(Duration.ofHours(1), 3, 3, 30),

	/** What one says of oneself. */
	PROFILE(Duration.ofMinutes(1), 10, 15, 100),

	SEARCH(Duration.ofMinutes(1), 60, 90, 300),

	/**
	 * What is offered while somebody types: titles, or topics like the one she writes.
	 */
	SUGGESTION(Duration.ofMinutes(1), 200, 300, 1500);

	private static final int TEAM_PER_SECOND = 3000;

	final LimitSettings.Rate rate;

	Act(Duration per, int newcomer, int regular, int network) {
		this.rate = new LimitSettings.Rate(per, newcomer, regular,
				(int) Math.min(Integer.MAX_VALUE, TEAM_PER_SECOND * per.toSeconds()), network);
	}

}
