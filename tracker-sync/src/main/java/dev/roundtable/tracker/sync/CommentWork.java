package dev.roundtable.tracker.sync;

import java.time.Instant;
import java.util.List;

import dev.roundtable.tracker.Abilities;
import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.CommentMark;
import dev.roundtable.tracker.NewComment;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.text.Cut;
import dev.roundtable.tracker.text.OnBehalf;
import org.jspecify.annotations.Nullable;

/** Does what is to be done about comments. */
final class CommentWork {

	/** What is left of one that cannot be taken away. */
	private static final String WITHDRAWN = "[…]";

	/** UTF-16 units of a comment of ours. */
	private static final int LENGTH = 60_000;

	private final Pair pair;

	private final Desk desk;

	private final Abilities abilities;

	private @Nullable Instant wroteAt;

	private boolean unsure;

	CommentWork(Pair pair) {
		this.pair = pair;
		this.desk = pair.desk();
		this.abilities = this.desk.tracker().abilities();
	}

	/**
	 * In their order. What is written here needs no row beforehand, and is kept at the
	 * end.
	 * @param seen how the issue was before, null when that is not known
	 * @return how it is after
	 */
	Link.@Nullable Seen carry(List<CommentStep> steps, Link.@Nullable Seen seen) {
		for (CommentStep step : steps) {
			switch (step) {
				case CommentStep.Found(Crossing crossing, String theirs) -> {
					// What became of it here since is for the next look.
					this.pair.note(this.pair.link().with(crossing.arrived(theirs)));
					this.pair.lookAgain();
				}
				case CommentStep.End(Crossing crossing, String why) ->
					this.pair.note(this.pair.link().with(crossing.ended(why)));
				case CommentStep.Take(RemoteComment comment) -> take(comment);
				case CommentStep.RewordOurs(Crossing crossing, RemoteComment comment) -> rewordOurs(crossing, comment);
				case CommentStep.RemoveOurs(Crossing crossing) -> removeOurs(crossing);
				case CommentStep.Send(OurComment comment) -> send(comment);
				case CommentStep.RewordTheirs(Crossing crossing, OurComment comment) -> rewordTheirs(crossing, comment);
				case CommentStep.RemoveTheirs(Crossing crossing) -> removeTheirs(crossing);
			}
		}
		this.pair.keep(this.pair.link());
		return after(seen);
	}

	/**
	 * Who else commented while we did shows only in the time of our own comment; the next
	 * sweep looks closer.
	 */
	private Link.@Nullable Seen after(Link.@Nullable Seen seen) {
		if (seen == null || this.unsure) {
			return null;
		}
		return (this.wroteAt != null && !this.wroteAt.isBefore(seen.updatedAt())) ? new Link.Seen(this.wroteAt, false)
				: seen;
	}

	private void take(RemoteComment comment) {
		Crossing crossing = new Crossing(Side.THEIRS, null, comment.id(), Crossing.State.SENDING, Said.by(comment),
				null);
		TaskMirror.Written written = this.desk.mirror()
			.comment(this.desk.id(), this.pair.task(), this.pair.issue(), comment, inOurWords(comment));
		switch (written) {
			case TaskMirror.Written.Done(long ours, boolean anew) -> {
				if (!anew) {
					this.desk.mirror().reword(this.desk.id(), this.pair.task(), ours, inOurWords(comment));
				}
				this.pair.note(this.pair.link()
					.with(new Crossing(Side.THEIRS, ours, comment.id(), Crossing.State.CROSSED, crossing.said(), null)),
						told(Side.OURS, Carried.Outcome.CARRIED, comment.text(), null));
			}
			case TaskMirror.Written.Refused(String why) -> this.pair.note(this.pair.link().with(crossing.refused(why)),
					told(Side.OURS, Carried.Outcome.REFUSED, comment.text(), why));
		}
	}

	private void rewordOurs(Crossing crossing, RemoteComment comment) {
		this.desk.mirror().reword(this.desk.id(), this.pair.task(), ours(crossing), inOurWords(comment));
		this.pair.note(this.pair.link().with(crossing.crossed(Said.by(comment))),
				told(Side.OURS, Carried.Outcome.CARRIED, comment.text(), "edited there"));
	}

	private void removeOurs(Crossing crossing) {
		this.desk.mirror().withdraw(this.desk.id(), this.pair.task(), ours(crossing));
		this.pair.note(this.pair.link().with(crossing.ended("taken back there")),
				told(Side.OURS, Carried.Outcome.CARRIED, null, "taken back there"));
	}

	/** The mark of a comment that she quoted means nothing here. */
	private String inOurWords(RemoteComment comment) {
		String text = CommentMark.read(comment.text()).map(CommentMark.Marked::text).orElse(comment.text());
		return Cut.to(LENGTH, this.abilities.markup().toMarkdown(text));
	}

	/** Its row is on disk before the request is on its way. */
	private void send(OurComment comment) {
		Crossing crossing = Crossing.sending(comment);
		if (!this.abilities.can(Ability.COMMENT)) {
			this.pair.keep(this.pair.link().with(crossing.refused("the tracker takes no comments")));
			return;
		}
		this.pair.keep(this.pair.link().with(crossing));
		this.pair.renew();
		try {
			RemoteComment written = this.desk.tracker().comment(this.pair.issue(), inTheirWords(comment));
			this.wroteAt = written.createdAt();
			this.pair.keep(this.pair.link().with(crossing.arrived(written.id())).seen(null),
					told(Side.THEIRS, Carried.Outcome.CARRIED, comment.text(), null));
		}
		catch (TrackerFailure.Refused failure) {
			this.pair.keep(this.pair.link().with(crossing.refused(reason(failure))),
					told(Side.THEIRS, Carried.Outcome.REFUSED, comment.text(), reason(failure)));
		}
	}

	private void rewordTheirs(Crossing crossing, OurComment comment) {
		String said = Said.by(comment);
		@Nullable String why = this.abilities.can(Ability.EDIT_COMMENT) ? replace(crossing, inTheirWords(comment))
				: "the tracker's comments cannot be edited";
		this.pair.keep(this.pair.link().with(crossing.crossed(said)).seen(null), told(Side.THEIRS,
				(why == null) ? Carried.Outcome.CARRIED : Carried.Outcome.REFUSED, comment.text(), why));
	}

	private void removeTheirs(Crossing crossing) {
		@Nullable String why = "the tracker's comments cannot be taken away";
		if (this.abilities.can(Ability.DELETE_COMMENT)) {
			why = delete(crossing);
		}
		else if (this.abilities.can(Ability.EDIT_COMMENT)) {
			why = replace(crossing, new NewComment(WITHDRAWN, mark(ours(crossing))));
		}
		this.pair.keep(this.pair.link().with(crossing.ended((why != null) ? why : "taken back here")).seen(null),
				told(Side.THEIRS, (why == null) ? Carried.Outcome.CARRIED : Carried.Outcome.REFUSED, null, why));
	}

	/** Null when it was, or is not there any more; otherwise why not. */
	private @Nullable String replace(Crossing crossing, NewComment text) {
		this.pair.renew();
		this.unsure = true;
		try {
			this.desk.tracker().editComment(this.pair.issue(), theirs(crossing), text);
			return null;
		}
		catch (TrackerFailure.Gone failure) {
			// Either of the two; the next look tells.
			return null;
		}
		catch (TrackerFailure.Refused failure) {
			return reason(failure);
		}
	}

	private @Nullable String delete(Crossing crossing) {
		this.pair.renew();
		this.unsure = true;
		try {
			this.desk.tracker().deleteComment(this.pair.issue(), theirs(crossing));
			return null;
		}
		catch (TrackerFailure.Refused failure) {
			return reason(failure);
		}
	}

	private NewComment inTheirWords(OurComment comment) {
		return new NewComment(
				OnBehalf.of(comment.author(), comment.text(), this.abilities.markup(), this.abilities.textLength()),
				mark(comment.id()));
	}

	private CommentMark mark(long comment) {
		return new CommentMark(this.desk.connection().namespace(), comment);
	}

	private Carried told(Side to, Carried.Outcome outcome, @Nullable String text, @Nullable String why) {
		return this.pair.told(to, "comment", outcome, null, text, why);
	}

	private static String reason(TrackerFailure failure) {
		String message = failure.getMessage();
		return (message != null) ? message : "refused";
	}

	private static long ours(Crossing crossing) {
		if (crossing.ours() == null) {
			throw new IllegalStateException("it is not here");
		}
		return crossing.ours();
	}

	private static String theirs(Crossing crossing) {
		if (crossing.theirs() == null) {
			throw new IllegalStateException("it is not there");
		}
		return crossing.theirs();
	}

}
