package dev.roundtable.tracker;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A project in an outside tracker, seen through one connection with its token. It keeps
 * nothing that matters, and any number of threads may use it.
 *
 * <p>
 * Every call but {@link #abilities()}, {@link #limit()} and {@link #hints} is one or more
 * requests, and throws {@link TrackerFailure} and nothing else. {@code TokenRefused},
 * {@code Forbidden}, {@code Limited} and {@code Unavailable} may come from any of them
 * and are not listed below; {@code Doubtful} from those that write. A connector tries
 * reading again by itself a few times, and writing never.
 */
public interface Tracker {

	/** What it can do; asks nobody. */
	Abilities abilities();

	/**
	 * What it said last about how often it may be asked; asks nobody. Nothing where it
	 * never said, or has no limits.
	 */
	Optional<RateLimit> limit();

	/**
	 * The words that its issues can have for a field, in its order, {@link Choice#MOST}
	 * at most: those that can be written, and those that only stand in issues of old.
	 * Where labels say it, those come first that the connection knows, and the others can
	 * be written as soon as it does. None for what is written freely, and none where
	 * there is nothing to choose; that a field can be empty is not said.
	 */
	List<Choice> choices(Field field);

	/**
	 * Whether the token works, and what it may do in the project.
	 * @throws TrackerFailure.Gone when there is no such project for this token
	 */
	Access check();

	/**
	 * An issue with all its comments, those included that only the token's account may
	 * read.
	 * @throws TrackerFailure.Gone when it was deleted, or is hidden from the token
	 * @throws TrackerFailure.Moved when it has another id now
	 */
	RemoteIssue fetch(RemoteId id);

	/**
	 * The issue that a person means, by the number or key that she reads there, which
	 * need not be its id: as {@link #fetch} has it.
	 * @throws TrackerFailure.Gone when it is in another project, too
	 */
	default RemoteIssue named(RemoteId name) {
		return fetch(name);
	}

	/**
	 * Issues without their comments, in as few requests as the tracker allows. Those that
	 * are gone, hidden or moved are left out.
	 */
	List<RemoteIssue> peek(Collection<RemoteId> ids);

	/**
	 * The issue that bears our name for a task; where people have copied it, the oldest.
	 * One that was just made may be missing for {@link Abilities#doubt()}.
	 */
	Optional<RemoteId> find(ExternalId id);

	/**
	 * Issues of the project that changed at or after a moment, closed ones too, the
	 * longest unchanged first. One that changes while the pages are read may come twice;
	 * none is left out, except those within {@link Abilities#late()} of the tracker's
	 * present.
	 */
	Changes changes(Changes.Since since);

	/**
	 * All issues of the project, closed ones too, in an order that does not change with
	 * them: what is not there is gone.
	 * @param page what the last answer gave as {@code next}, null for the first
	 */
	Ids ids(@Nullable String page);

	/**
	 * Makes an issue. Asked twice, it makes two.
	 * @return as it stands then, which need not be what was asked for
	 * @throws TrackerFailure.Refused when nothing was made
	 * @throws TrackerFailure.Doubtful when it may have been, see {@link #find}
	 */
	RemoteIssue create(NewIssue issue);

	/**
	 * Writes the given fields and leaves all others alone, whoever changed them
	 * meanwhile. Asked twice, nothing else happens.
	 * @param values in the tracker's words, only writable fields, at least one
	 * @return as it stands after, read back and not concluded: trackers acknowledge what
	 * they ignore; without comments unless they cost nothing
	 * @throws TrackerFailure.Gone as {@link #fetch}
	 * @throws TrackerFailure.Moved as {@link #fetch}
	 * @throws TrackerFailure.Refused when nothing was written
	 */
	RemoteIssue update(RemoteId id, Values values);

	/**
	 * Writes a public comment. Asked twice, it writes two.
	 * @return as it stands then
	 * @throws TrackerFailure.Gone as {@link #fetch}
	 * @throws TrackerFailure.Moved as {@link #fetch}
	 * @throws TrackerFailure.Refused when nothing was written
	 * @throws TrackerFailure.Doubtful when it may have been: its mark tells
	 */
	RemoteComment comment(RemoteId id, NewComment comment);

	/**
	 * Puts another text in the place of one that crossed. Needs
	 * {@link Ability#EDIT_COMMENT}.
	 * @return as it stands then
	 * @throws TrackerFailure.Gone when the issue or the comment is
	 * @throws TrackerFailure.Refused when nothing was written
	 */
	RemoteComment editComment(RemoteId id, String comment, NewComment text);

	/**
	 * Takes a comment away; one that is gone already is fine. Needs
	 * {@link Ability#DELETE_COMMENT}.
	 * @throws TrackerFailure.Refused when nothing was taken away
	 */
	void deleteComment(RemoteId id, String comment);

	/**
	 * Which issues a delivery says to look at. Needs {@link Ability#HINTS}; asks nobody,
	 * so that whoever delivered is answered at once.
	 * @throws Delivery.Forged unless its signature was made with the connection's secret
	 */
	default Delivery.Hints hints(Delivery delivery) {
		throw new Delivery.Forged("this tracker delivers nothing");
	}

}
