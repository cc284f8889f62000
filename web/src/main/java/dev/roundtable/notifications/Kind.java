package dev.roundtable.notifications;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What somebody is told of. */
public enum Kind {

	/** A floor in what she follows. */
	REPLY(Mail.DAILY),

	MENTION(Mail.NOW),

	/** A floor that leads to one of hers. */
	QUOTE(Mail.NOW),

	/** A new topic on a board, with a tag, or by a person that she follows. */
	TOPIC(Mail.DAILY),

	/** The team's answer to what she reported, voted for or follows. */
	ANSWER(Mail.NOW),

	/** What became of what she reported, voted for or follows. */
	STATUS(Mail.NOW),

	/** Whether it works now: asked of her whom a task concerns that is released. */
	VERIFY(Mail.NOW),

	/** What somebody else did to what she wrote. */
	MODERATION(Mail.NOW),

	/** Something written to her and others who are named. */
	MESSAGE(Mail.NOW),

	/** A medal, or a level of trust. */
	HONOUR(Mail.DAILY),

	/** A group that she belongs to from now on. */
	GROUP(Mail.DAILY),

	/** A seat in a channel that is hers, or is there for her to take. */
	SEAT(Mail.NOW);

	/** Until she chooses another. */
	final Mail mail;

	/** The same for her browsers: what is worth a mail at once. */
	boolean push() {
		return this.mail == Mail.NOW;
	}

	Kind(Mail mail) {
		this.mail = mail;
	}

	/** As the API spells it. */
	@JsonValue
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether all its floors are meant, rather than some among them. */
	public boolean ofAllFloors() {
		return this == REPLY || this == TOPIC;
	}

	/** Whether its title is what she was given. */
	boolean isGiven() {
		return this == HONOUR || this == GROUP || this == SEAT;
	}

	/** Whether somebody tells it by what she writes, rather than by what she decides. */
	boolean isWritten() {
		return switch (this) {
			case REPLY, MENTION, QUOTE, TOPIC, MESSAGE -> true;
			case ANSWER, STATUS, VERIFY, MODERATION, HONOUR, GROUP, SEAT -> false;
		};
	}

	/** How soon a mail tells. */
	public enum Mail {

		NONE, NOW, DAILY, WEEKLY

	}

}
